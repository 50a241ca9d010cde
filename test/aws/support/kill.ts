import { partitionOf } from "../../../lib/journey/keys.ts";
import type { Engine } from "../engines/ministack.ts";
import type { Asked, Cut } from "./calls.ts";
import { processes } from "./processes.ts";

/** Kills every process of a function of the stage at its next call about this customer, of those that also speak of `what`. */
export function killedAt(
  engine: Engine,
  functionId: string,
  when: Cut["when"],
  action: string,
  { customer, what = "" }: { customer: string; what?: string },
): Promise<void> {
  return new Promise((resolve) => {
    const names = [customer, partitionOf(customer), Buffer.from(customer).toString("base64url")];
    const marks = names.map((name) => JSON.stringify(name));
    const matches = ({ action: one, asked }: Asked) => {
      const text = JSON.stringify(asked).replaceAll('\\"', '"');
      return one === action && text.includes(what) && marks.some((mark) => text.includes(mark));
    };
    const happens = async () => {
      const part = `ministack-lambda-RegularsTest-Functions${functionId}`;
      for (const { id, commandLine } of await processes()) {
        if (commandLine.includes(engine.data) && commandLine.includes(part)) process.kill(id, "SIGKILL");
      }
      resolve();
    };
    engine.calls.cutNext(matches, { when, happens });
  });
}
