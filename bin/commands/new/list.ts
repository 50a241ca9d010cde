import type { LibraryCampaign, Needs } from "../../../lib/project/library.ts";
import { wrapped } from "../../../lib/simulate/print/lines.ts";

/** One campaign as it is offered. */
export interface Offer {
  id: string;
  name: string;
  purpose: string;
  stage?: string;
  startsOn: string;
  templates: string[];
  needs: Needs;
}

export function offerOf({ campaign, templates, needs }: LibraryCampaign): Offer {
  const { id, name, stage, note, start } = campaign;
  return {
    id,
    name,
    purpose: firstSentence(note ?? name),
    ...(stage === undefined ? {} : { stage }),
    startsOn: start.on,
    templates,
    needs,
  };
}

/** Campaigns by where in the customer's journey they work, each in a few lines. `call`: how the command line is called. */
export function printOffers(offers: readonly Offer[], call: string): string {
  const stages = [...new Set(offers.map(({ stage }) => stage ?? "any stage"))];
  return [
    ...stages.flatMap((stage) => [
      stage,
      ...offers.filter((offer) => (offer.stage ?? "any stage") === stage).flatMap(printOffer),
      "",
    ]),
    `Copy one into this folder: ${call} new thank-you`,
    "docs/library tells more of each.",
  ].join("\n");
}

function printOffer({ id, name, purpose, needs, startsOn }: Offer): string[] {
  const words = Object.entries(needs).flatMap(([kind, names]: [string, string[]]) =>
    names.length === 0 ? [] : [`${kind} ${names.join(", ")}`],
  );
  return [
    `  ${id}: ${name}`,
    ...wrapped(purpose, "    "),
    ...wrapped(`starts on ${startsOn}${words.length === 0 ? "" : `; needs ${words.join("; ")}`}`, "    "),
  ];
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;
}
