import type { ChoiceMessage, SendMessage } from "../compiler/compiled.ts";
import { ensureCode } from "./advocacy/own-code.ts";
import { arrive, noteDeferred } from "./arrive.ts";
import { stopExecution } from "./await.ts";
import { Contended } from "./contended.ts";
import { readTraveler, type Traveler } from "./head.ts";
import { nextOpening } from "./opening.ts";
import { isPaused } from "./pause.ts";
import { NotSent, type Rendered, type SendDeps, TemplateFault } from "./ports.ts";
import type { Enrollment, Send, Withheld } from "./records.ts";
import { answerDeferred, answerHeld, answerSent, answerWithheld, ownWait } from "./send/answer.ts";
import { choose } from "./send/choose.ts";
import { claim, complete, release, returnPlace, withhold } from "./send/claim.ts";
import { compose, templateData } from "./send/mail.ts";
import { type Deferred, dueSince, type Kept, later, mayGoOut } from "./send/permit.ts";
import { reconcile } from "./send/reconcile.ts";
import { givePlaceBack, takePlace } from "./send/warm-up.ts";
import { stands } from "./standing.ts";
import { answerFromEntry, entryWith } from "./wake.ts";
import { zoneOf } from "./zone-of-country.ts";

/** Another message of another campaign may go out to the same customer in between; each try looks again. */
const MOST_TRIES = 20;

/** What became of a message. */
export type Sent = "sent" | "unconfirmed" | "deferred" | "held" | "ended" | "nothing" | Withheld;

/**
 * Sends one message of one enrollment, at most once, or records why not. Where the message is a choice, it is made first.
 *
 * 1. The customer's contact, profile and enrollment and the message's ledger entry are read.
 * 2. A message that was dealt with before is only answered again; an open claim is reconciled first.
 * 3. A journey that was ended meanwhile is stopped; a paused campaign's message is held.
 * 4. Consent, suppression, lateness, hours, caps and priorities are asked, in this order.
 * 5. The message is rendered, an invitation of friends with the customer's own code; while the domain is warmed up, it takes
 *    one of the day's places.
 * 6. It is claimed: one transaction writes the ledger entry and the customer's count, if the contact is still as it was read.
 * 7. It is handed to the mailer.
 * 8. The claim is completed; a wait for a reaction to this message is written with it.
 * 9. The waiting state is answered, or its wait registered.
 */
export async function send(deps: SendDeps, message: SendMessage | ChoiceMessage): Promise<Sent> {
  if (!("choose" in message)) return sendThis(deps, message);
  const chosen = await choose(deps, message);
  return typeof chosen === "string" ? chosen : sendThis(deps, chosen);
}

async function sendThis(deps: SendDeps, message: SendMessage): Promise<Sent> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const traveler = await readTraveler(deps.table, { ...message, pause: true });
    const { entry, enrollment } = traveler;
    const before = entry === undefined ? "free" : await reconcile(deps, message, entry, enrollment);
    if (before !== "free") return before;
    if (enrollment === undefined || !stands(enrollment, deps.now())) {
      await returnPlace(deps, message, entry);
      await stopExecution(deps, message);
      return "ended";
    }
    if (entry === undefined) {
      const { customer, step } = message;
      await arrive(
        deps,
        { customer, step, at: Date.parse(message.due), wants: wantedBy(message, Date.parse(message.due)) },
        enrollment,
      );
    }
    if (isPaused(traveler.pause, message.campaign, message.rules)) {
      await answerHeld(deps, message);
      return "held";
    }
    const result = await trySend(deps, message, traveler, enrollment);
    if (result !== "changed") return result;
  }
  throw new Contended(`the contact changed ${MOST_TRIES} times in a row; the message will be tried again`);
}

async function trySend(
  deps: SendDeps,
  message: SendMessage,
  traveler: Traveler,
  enrollment: Enrollment,
): Promise<Sent | "changed"> {
  const { contact, entry } = traveler;
  const permit = await mayGoOut(deps, message, traveler, enrollment);
  if ("until" in permit) return defer(deps, message, enrollment, permit);
  if ("withheld" in permit) return keepBack(deps, message, entry, permit);

  const code = message.referral && (await ensureCode(deps, message.customer, traveler.profile));
  // Whoever was erased has no code, and no journey any more.
  if (message.referral && code === undefined) return "changed";
  const rendered = await render(deps, message, traveler, enrollment, { ...permit, code });
  if (rendered === undefined) return keepBack(deps, message, entry, { withheld: "template fault" });
  const isMarketing = message.rules.transactional === undefined;
  const place = isMarketing ? await takePlace(deps) : { day: undefined };
  if ("until" in place) {
    const opening = nextOpening(place.until, message.rules, zoneOf(contact, deps.shop));
    const until = later(message, enrollment, opening, "warming up");
    return "until" in until ? defer(deps, message, enrollment, until) : keepBack(deps, message, entry, until);
  }
  const claimed = { locale: rendered.locale, address: permit.address };
  const claimedAt = await claim(deps, message, contact, entry, claimed);
  if (claimedAt === undefined) {
    await givePlaceBack(deps, place);
    return "changed";
  }
  try {
    const { messageId } = await deps.mailer.send(compose(deps, message, permit.email, rendered));
    const wait = ownWait(message, enrollment, deps.now());
    const sent = await complete(deps, message, messageId, wait === undefined ? {} : entryWith(wait));
    if (wait !== undefined && sent !== undefined) {
      await answerFromEntry(deps, message.customer, wait, sent);
      return "sent";
    }
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    await release(deps, message);
    await givePlaceBack(deps, place);
    if (!error.forGood) throw error;
    return keepBack(deps, message, { at: claimedAt }, { withheld: "refused" });
  }
  await answerSent(deps, message, enrollment, deps.now());
  return "sent";
}

/** When this journey is to send something: when this message is due, and at the end of a wait that is one with the message. */
function wantedBy({ then }: SendMessage, at: number): number[] {
  return "seconds" in then ? [at, at + then.seconds * 1000] : [at];
}

async function defer(
  deps: SendDeps,
  message: SendMessage,
  enrollment: Enrollment,
  { until, why }: Deferred,
): Promise<"deferred"> {
  const deferred = { since: dueSince(message, enrollment), until, why };
  await noteDeferred(deps, message, deferred, wantedBy(message, until));
  await answerDeferred(deps, message, until);
  return "deferred";
}

async function keepBack(
  deps: SendDeps,
  message: SendMessage,
  entry: Pick<Send, "at"> | undefined,
  kept: Kept,
): Promise<Sent | "changed"> {
  if (!(await withhold(deps, message, entry, kept))) return "changed";
  await returnPlace(deps, message, entry);
  await answerWithheld(deps, message, kept.withheld, "all journeys");
  return kept.withheld;
}

/** Undefined when the template cannot be rendered for this customer; other customers' messages are not held up. */
async function render(
  deps: SendDeps,
  message: SendMessage,
  traveler: Traveler,
  enrollment: Enrollment,
  to: Parameters<typeof templateData>[4],
): Promise<Rendered | undefined> {
  const data = templateData(deps, message, traveler, enrollment, to);
  try {
    return await deps.templates.render(message.template, data.customer.locale, data);
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    const { enrollment: id, campaign, template } = message;
    deps.log("error", "template fault", { enrollment: id, campaign, template });
    return undefined;
  }
}
