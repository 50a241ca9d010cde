import { PAUSE_AT, WARN_AT } from "../../../journey/guard.ts";
import type { Counted } from "../facts.ts";
import { about } from "../looked.ts";
import { type Answer, bad, count, ok, percent, type Rule } from "../rule.ts";
import { GMAIL, ses } from "./sources.ts";

/** Of delivered messages: Gmail wants less than the first, and never the second. */
const COMPLAINTS = { warning: WARN_AT, error: PAUSE_AT };
/** Of sent messages: SES wants less than the first, and reviews an account at the second. */
const BOUNCES = { warning: 0.02, error: 0.05 };

export const REPUTATION: readonly Rule[] = [
  {
    name: "complaints",
    group: "Reputation",
    why: "Gmail wants fewer than 0.1 % and never 0.3 %",
    source: GMAIL,
    check: ({ counted }) =>
      about(counted, (figures) =>
        rate(figures, { of: "delivered", n: figures.complained, are: "complained about" }, COMPLAINTS),
      ),
  },
  {
    name: "bounces",
    group: "Reputation",
    why: "SES wants fewer than 2 %, and reviews an account at 5 %",
    source: ses("reputation-dashboard-dg"),
    check: ({ counted }) =>
      about(counted, (figures) => rate(figures, { of: "sent", n: figures.bounced, are: "returned" }, BOUNCES)),
  },
  {
    name: "pauses",
    group: "Reputation",
    why: "what is paused is not sent",
    source: "docs/operate.md",
    check: ({ pause }) =>
      about(pause, ({ all, marketing, ...campaigns }) => {
        if (marketing !== undefined) {
          const fix = "mend the messages or their audience, then npx regulars resume --marketing";
          return bad("warning", `marketing is held since ${iso(marketing.at)}: ${marketing.why}`, fix);
        }
        if (all !== undefined)
          return bad("warning", `everything is paused since ${iso(all)}`, "npx regulars resume --all");
        const paused = Object.keys(campaigns).flatMap((key) => (key.startsWith("campaign#") ? [key.slice(9)] : []));
        return ok(paused.length === 0 ? "nothing is paused" : `paused by hand: ${paused.join(", ")}`);
      }),
  },
];

function rate(
  { days, ...figures }: Counted,
  { of, n, are }: { of: "sent" | "delivered"; n: number; are: string },
  most: typeof COMPLAINTS,
): Answer {
  const all = figures[of];
  if (all === 0) return ok(`no message was ${of} in ${days} days`);
  const share = n / all;
  const found = `${count(n)} of ${count(all)} messages ${of} in ${days} days were ${are}: ${percent(share)}`;
  const fix = "npx regulars status shows which messages; write to fewer people, who want them";
  // One person alone proves nothing about a small shop.
  if (share >= most.error && n > 1) return bad("error", found, fix);
  return share >= most.warning ? bad("warning", found, fix) : ok(found);
}

function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
