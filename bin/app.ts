import { App } from "aws-cdk-lib";
import { say } from "../lib/campaign/faults.ts";
import { addChecks, addStage } from "../lib/infra/app.ts";

// What `cdk synth` and `cdk deploy` run: -c stage=prod names the stage, -c project=<folder> the shop's folder.
const app = new App({ autoSynth: false });
addChecks(app);
const { faults, campaigns } = await addStage(app, {
  folder: app.node.tryGetContext("project") ?? ".",
  stage: app.node.tryGetContext("stage"),
});
if (faults.length > 0) {
  console.error(faults.map(say).join("\n"));
  process.exitCode = 1;
} else {
  // Said, because a campaign whose file is gone starts nobody any more: those in it go on.
  console.error(`Campaigns that are on after this: ${campaigns.join(", ") || "none"}.`);
  app.synth();
}
