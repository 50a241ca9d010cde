import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Template } from "../email/template.ts";
import { ConditionFailed, type Item, type Table } from "../store/table.ts";
import { catalogKeys } from "./catalog.ts";
import { type TemplateIndex, type TemplateVersion, templateKeys } from "./templates.ts";

/** What a deployment brings. */
export interface Publication {
  /** The machine of each campaign that is on; a campaign is there once. */
  machines: readonly { campaign: string; version: string; arn: string }[];
  templates: readonly Template[];
}

/** What publishing needs: the State table, and the templates that came with the code. */
export interface PublishDeps {
  table: Pick<Table, "get" | "write">;
  templates: readonly Template[];
  now(): number;
}

/** Characters: DynamoDB takes 400 KB an item, and names and needs want room too. */
const LARGEST = 350 * 1024;

/**
 * Writes down what a deployment brings, before the functions that use it come. Doing it again changes nothing, and nothing is taken away.
 *
 * 1. Every machine gets into the catalog under its campaign and version. The first one stays: executions have unique names within
 *    one machine only, so all enrollments of a version must go to the same.
 * 2. Every template is written under the hash of its content, and that hash goes to the front of the template's index.
 * 3. The versions that new enrollments get are named.
 */
export async function publish(
  { table, now }: Omit<PublishDeps, "templates">,
  { machines, templates }: Publication,
): Promise<void> {
  const packed = templates.map((template) => ({ template, ...pack(template) }));
  for (const { campaign, version, arn } of machines) {
    await putOnce(table, { ...catalogKeys.machine(campaign, version), arn, publishedAt: now() });
  }
  for (const { template, hash, body } of packed) {
    const { name, needs } = template;
    await putOnce(table, { ...templateKeys.version(name, hash), name, needs: { ...needs }, body, publishedAt: now() });
    await putFirst(table, name, { hash, needs });
  }
  const campaigns = Object.fromEntries(machines.map(({ campaign, version }) => [campaign, version]));
  await table.write({ put: { ...catalogKeys.current, campaigns } });
}

/** The custom resource's properties: `machines` is a list of what CloudFormation made. Throws when it is not. */
export function readMachines({ machines }: Record<string, unknown>): Publication["machines"] {
  const given: unknown[] = Array.isArray(machines) ? machines : [undefined];
  return given.map((machine, index) => {
    const { campaign, version, arn } = (machine ?? {}) as Record<string, unknown>;
    if (typeof campaign === "string" && typeof version === "string" && typeof arn === "string") {
      return { campaign, version, arn };
    }
    throw new Error(
      `the custom resource's property machines[${index}] is not { campaign, version, arn }; the stack gives it: deploy again`,
    );
  });
}

/** Throws when the template does not fit into an item. */
function pack(template: Template): { hash: string; body: string } {
  const json = JSON.stringify(template);
  const body = gzipSync(json, { level: 9 }).toString("base64");
  refuseLarger(template.name, "the template", body.length);
  return { hash: createHash("sha256").update(json).digest("hex").slice(0, 16), body };
}

function refuseLarger(name: string, what: string, size: number): void {
  if (size <= LARGEST) return;
  throw new Error(
    `templates/${name}: ${what} has ${size} bytes as it is stored, and may have ${LARGEST}; shorten it, or give its languages to templates of their own`,
  );
}

async function putOnce(table: Pick<Table, "write">, item: Item): Promise<void> {
  try {
    await table.write({ put: item, if: { absent: true } });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** Two deployments at the same time do not take each other's versions away. */
async function putFirst(table: Pick<Table, "get" | "write">, name: string, version: TemplateVersion): Promise<void> {
  const key = templateKeys.index(name);
  const read = (await table.get(key)) as (Item & TemplateIndex & { rev: number }) | undefined;
  if (read?.versions[0]?.hash === version.hash) return;
  const versions = [version, ...(read?.versions ?? []).filter(({ hash }) => hash !== version.hash)];
  refuseLarger(name, `the list of its ${versions.length} versions`, Buffer.byteLength(JSON.stringify(versions)));
  const item = { ...key, rev: (read?.rev ?? 0) + 1, versions } as unknown as Item;
  try {
    await table.write({ put: item, if: read === undefined ? { absent: true } : { equals: { rev: read.rev } } });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    await putFirst(table, name, version);
  }
}
