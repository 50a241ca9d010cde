import type { Template } from "../../../lib/email/template.ts";
import { check, type Report } from "../../../lib/operate/check/check.ts";
import { openDns } from "../../../lib/operate/check/domain/dns.ts";
import type { Files } from "../../../lib/operate/check/facts.ts";
import type { Scope } from "../../../lib/operate/check/gather.ts";
import { openSes } from "../../../lib/operate/check/look/sender.ts";
import type { Stacked } from "../../../lib/operate/check/look/stack.ts";
import { known, type Looked, look } from "../../../lib/operate/check/looked.ts";
import { openDesk } from "../../../lib/operate/desk.ts";
import { explain } from "../../../lib/operate/explain.ts";
import { Trouble } from "../../../lib/operate/trouble.ts";
import { EXIT, print, printJson } from "../output.ts";
import { type Common, type LoadedProject, load } from "../project.ts";
import { Refused } from "../refused.ts";
import { printReport } from "./print.ts";
import { stageOf } from "./stage.ts";

export interface CheckOptions extends Common {
  stack?: string;
  stage?: string;
  region?: string;
  profile?: string;
  offline?: true;
}

export async function runCheck(options: CheckOptions): Promise<void> {
  if (options.stack !== undefined && options.stage !== undefined) {
    throw new Refused(
      "check: give --stack or --stage, not both; a stack is looked at with its stage's part of deploy.json",
    );
  }
  const project = await load(options);
  const report = await reported(project, options).catch((error: unknown) => {
    const explained = explain(error);
    throw explained instanceof Trouble ? new Refused(explained.message) : explained;
  });
  if (report.counts.error > 0) process.exitCode = EXIT.faults;
  if (options.json) printJson(report);
  else print(printReport(report));
}

async function reported(project: LoadedProject, options: CheckOptions): Promise<Report> {
  const stage = await stageOf(project.folder, options);
  const place = {
    ...defined("region", options.region ?? stage?.region),
    ...defined("profile", options.profile),
  };
  const scope: Scope = {
    shop: project.shop,
    files: filesOf(project),
    now: Date.now(),
    ...defined("region", place.region),
    ...defined("stage", stage),
  };
  if (options.offline) return check(scope);
  const stacked = options.stack === undefined ? undefined : await lookAtStack({ ...place, stack: options.stack });
  const region = stacked?.is === "known" ? stacked.value.stack.region : place.region;
  return check({
    ...scope,
    dns: openDns(),
    ses: openSes({ ...place, ...defined("region", region) }),
    ...defined("region", region),
    ...defined("stacked", stacked),
  });
}

/** Throws Trouble when there is no such stack: whoever named it wants it to be looked at. */
async function lookAtStack(place: Parameters<typeof openDesk>[0]): Promise<Looked<Stacked>> {
  const time = { now: Date.now, sleep: async () => {} };
  try {
    return known(await openDesk(place, { time, log: () => {} }));
  } catch (error) {
    if (error instanceof Trouble) throw error;
    return look(() => Promise.reject(error));
  }
}

function filesOf({ campaigns, templates, faults }: LoadedProject): Files {
  return {
    campaigns: campaigns.length,
    faults,
    templates: [...templates.values()].map(templateOf),
  };
}

function templateOf({ name, kind, variants }: Template): Files["templates"][number] {
  return {
    name,
    kind,
    htmlBytes: Math.max(...variants.map(({ html }) => Buffer.byteLength(html))),
    text: variants.every(({ text }) => text !== undefined) ? "own" : "derived",
  };
}

function defined<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: V };
}
