import { type Command, Option } from "commander";
import type { RedriveOptions } from "./operate/redrive.ts";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";

export function addRedrive(program: Command): void {
  stackCommand(program, "redrive", "What was set aside and why; with --go it is put back the way it came.")
    .addOption(
      new Option(
        "--queue <name>",
        "only messages to send, only events and changes, or only calls of functions",
      ).choices(["send", "records", "calls"]),
    )
    .option("--go", "put back what can be put back")
    .option("--discard [words]", "remove for good what cannot be put back; or whatever has these words in its reason")
    .option("--show", "print the messages as they are; they hold personal data")
    .addHelpText(
      "after",
      `
Mend the reason first: what fails again comes back here. A message is removed
only after it was taken. What will never be taken, such as an event that was
mended and sent anew, is removed by words of its reason.

While this looks, others do not see the messages, and the alarm may go out for a
while.

Examples:
  npx regulars redrive --stack RegularsProd
  npx regulars redrive --stack RegularsProd --queue send --go
  npx regulars redrive --stack RegularsProd --discard "total wants a number"`,
    )
    .action(async (_options, command: Command) => {
      const { redriveLetters } = await import("./operate/redrive.ts");
      await redriveLetters(stackOptions<RedriveOptions>(command));
    });
}
