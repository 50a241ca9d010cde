import type { Campaign } from "../campaign.ts";
import type { Finding, Path } from "../reading/finding.ts";
import { didYouMean } from "../reading/suggest.ts";
import { nameSchema, STEP_KINDS, STEPS } from "../steps.ts";
import { messageOf } from "../walk.ts";
import { allPlaces } from "./places.ts";

/** The id is the file's name: figures, machines and addresses carry it, and people look for the file. */
export function checkFileName(campaign: Campaign, context: { path: string }): Finding[] {
  const file = (context.path.split(/[\\/]/).at(-1) ?? "").replace(/\.json$/, "");
  if (file === campaign.id) return [];
  return [
    {
      path: ["id"],
      what: `the id is "${campaign.id}" but the file is named "${file}.json"`,
      fix: `name the file "${campaign.id}.json", or write "id": "${file}"`,
    },
  ];
}

export function checkTemplates(campaign: Campaign, context: { templates: readonly string[] }): Finding[] {
  return unknownTemplates(campaign.steps, context.templates, ["steps"]);
}

/** The verbs whose value is a template. */
const MESSAGES: ReadonlySet<string> = new Set(STEP_KINDS.filter((kind) => STEPS[kind].message !== undefined));

/** Sends of templates that are not there, in whatever stands where steps should: a file may have other faults, too. */
export function unknownTemplates(value: unknown, templates: readonly string[], path: Path): Finding[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): Finding[] => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === "with" || key === "if") return [];
    if (!MESSAGES.has(key) || typeof inner !== "string") return unknownTemplates(inner, templates, place);
    if (templates.includes(inner) || !nameSchema.safeParse(inner).success) return [];
    const fix = didYouMean(inner, templates, `make the folder templates/${inner}`);
    return [{ path: place, what: `no template "${inner}"`, fix }];
  });
}

/** A step's id is unique, and cannot be mistaken for a message of another step. */
export function checkStepIds(campaign: Campaign): Finding[] {
  const places = allPlaces(campaign);
  const seen = new Set<string>();
  return places.flatMap(({ step, path }) => {
    const { id } = step;
    if (id === undefined) return [];
    const at = [...path, "id"];
    if (seen.has(id)) {
      return [{ path: at, what: `the id "${id}" belongs to an earlier step`, fix: "give this step an id of its own" }];
    }
    seen.add(id);
    const other = places.some((place) => place.step !== step && messageOf(place.step)?.template === id);
    if (!other) return [];
    const why = `a condition on "${id}" could mean either`;
    return [{ path: at, what: `the id "${id}" is the template of another step`, why, fix: "choose another id" }];
  });
}

/** Figures are kept by the names of the ways. */
export function checkWayNames(campaign: Campaign): Finding[] {
  return allPlaces(campaign).flatMap(({ step, path }) => {
    if (!("split" in step)) return [];
    const names = step.split.map((way) => way.name);
    return names.flatMap((name, way) =>
      names.indexOf(name) === way
        ? []
        : [
            {
              path: [...path, "split", way, "name"],
              what: `an earlier way of this split is named "${name}", too`,
              fix: "give each way a name of its own",
            },
          ],
    );
  });
}
