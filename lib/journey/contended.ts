/** Others changed the same records each time: trying again later is all there is to do. Whoever called is to do so. */
export class Contended extends Error {
  override name = "Contended";
}
