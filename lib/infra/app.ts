import { join } from "node:path";
import type { App } from "aws-cdk-lib";
import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import type { Fault } from "../campaign/faults.ts";
import { readIfThere } from "../project/files.ts";
import { loadProject } from "../project/load.ts";
import { bundleAhead, bundleFunction } from "./bundle.ts";
import type { Bundler } from "./functions/function.ts";
import { entryOf } from "./functions/function.ts";
import { FUNCTIONS, type FunctionName } from "./functions/settings.ts";
import { pickStage, readDeploy } from "./read-config.ts";
import { checkSize } from "./size.ts";
import { RegularsStack } from "./stack.ts";

/**
 * Adds the stack of one stage to an app, from the files in a shop's folder. Answers all faults of those files; with faults
 * there is no stack. Asks nothing of AWS.
 * @param from.folder the shop's folder
 * @param from.stage may be left out where there is only one
 */
export async function addStage(
  app: App,
  { folder, stage, bundle = bundleTogether }: { folder: string; stage?: string | undefined; bundle?: Bundler },
): Promise<{ stack?: RegularsStack; campaigns: string[]; faults: Fault[] }> {
  const [project, file] = await Promise.all([loadProject(folder), readIfThere(folder, "deploy.json")]);
  const { deploy, faults } =
    file !== undefined && "fault" in file ? { deploy: undefined, faults: [file.fault] } : readDeploy(file);
  const chosen = deploy === undefined ? undefined : pickStage(deploy, stage);
  const unchosen = chosen !== undefined && "fault" in chosen ? [chosen.fault] : [];
  const all = [...faults, ...unchosen, ...project.faults];
  const { shop, campaigns, templates } = project;
  if (all.length > 0 || shop === undefined || chosen === undefined || "fault" in chosen)
    return { campaigns: [], faults: all };
  const stack = new RegularsStack(app, {
    stage: chosen.name,
    config: chosen.config,
    shop,
    campaigns: campaigns.map(({ compiled }) => compiled),
    templates: [...templates.values()],
    bundle,
    // In the CDK's own folder, which one run has to itself.
    workDir: join(app.outdir, "made", chosen.name),
  });
  const ids = campaigns.map(({ campaign }) => campaign.id);
  return { stack, campaigns: ids, faults: checkSize(stack, ids.length) };
}

/** Lets cdk-nag look at everything that is synthesized; what it finds stops a deployment. */
export function addChecks(app: App): void {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app, { verbose: true }),
    new ServerlessChecks(app, { verbose: true }),
  );
}

/** All functions at once take a third of the time. */
function bundleTogether(given: { entry: string; outDir: string }): { path: string } {
  bundleAhead((Object.keys(FUNCTIONS) as FunctionName[]).map(entryOf));
  return bundleFunction(given);
}
