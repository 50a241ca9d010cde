/** Services like to repeat an address in their refusals, and refusals reach logs and queues. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, "[address]");
}
