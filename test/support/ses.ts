import type { Engagement, Evidence } from "../../lib/journey/engage.ts";
import type { SendId } from "../../lib/journey/ports.ts";
import { linksDouble } from "./doubles.ts";

export const LINKS = ["https://bluecup.example/", "https://bluecup.example/sale", "https://bluecup.example/about"];
export const HIDDEN = linksDouble.hidden();

/** What SES tells of a click, at each of its two looks. */
export function clickTold(
  look: "first" | "settled",
  {
    message,
    at,
    link,
    agent = "Mozilla/5.0 (Macintosh)",
  }: { message: SendId; at: number; link: string; agent?: string },
): Engagement {
  const hidden: Evidence = link === HIDDEN ? { hidden: true } : {};
  return { fact: "clicked", message, at, look, evidence: { link, agent, timed: true, ...hidden } };
}
