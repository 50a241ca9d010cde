/** Instead of `@smithy/core/event-streams`: none of the operations that functions call streams events. */
export const eventStreamSerdeProvider = undefined;

export class EventStreamSerde {
  constructor() {
    throw new Error(
      "this function's bundle has no event streams: no operation needed them; take @smithy/core/event-streams out of lib/infra/bundle/instead.ts",
    );
  }
}
