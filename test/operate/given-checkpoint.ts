import type { Checkpoint } from "../../lib/operate/checkpoint.ts";

/** A checkpoint that is kept as JSON, as in a file. */
export function givenCheckpoint<State>(): Checkpoint<State> & { saves: number } {
  let kept: string | undefined;
  return {
    file: "checkpoint.json",
    saves: 0,
    load: async () => (kept === undefined ? undefined : JSON.parse(kept)),
    async save(state) {
      this.saves++;
      kept = JSON.stringify(state);
    },
    async clear() {
      kept = undefined;
    },
  };
}
