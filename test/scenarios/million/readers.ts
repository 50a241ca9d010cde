import type { Engagement } from "../../../lib/journey/engage.ts";
import type { Mail } from "../../../lib/journey/ports.ts";
import type { Chance } from "./chance.ts";
import { mailboxIn, mailboxOf, personIn, type Said, says } from "./said.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How readers answer; a few mailboxes are always full. */
export function reactionsTo(mail: Mail, at: number, chance: Chance): { at: number; engagement: Engagement }[] {
  const message = mail.sendId;
  const later = (): number => at + MINUTE + Math.floor(chance.next() ** 3 * 5 * DAY);
  const list: Engagement[] = [];
  if (mailboxOf(mail.to) % 50 === 7 && chance.is(0.7)) {
    const back = at + MINUTE + chance.below(MINUTE);
    return [{ at: back, engagement: { fact: "bounced", message, at: back, kind: "soft" } }];
  }
  if (chance.is(0.25)) list.push({ fact: "clicked", message, at: later() });
  else if (chance.is(0.3)) list.push({ fact: "opened", message, at: later() });
  const draw = chance.next();
  const about = { enrollment: message.enrollment, step: message.step };
  if (draw < 0.01) {
    list.push({ fact: "unsubscribed", customer: message.customer, at: later(), source: "link", message: about });
  } else if (draw < 0.012) list.push({ fact: "complained", message, at: later() });
  else if (draw < 0.014) list.push({ fact: "bounced", message, at: later(), kind: "hard" });
  return list.map((engagement) => ({ at: engagement.at, engagement }));
}

/** Writes down what an answer to a message means from now on. */
export function answered(
  said: Said,
  mail: Mail | undefined,
  engagement: Engagement,
  softBounces: { count: number; span: number },
): void {
  const { fact, at } = engagement;
  if (fact === "unsubscribed") {
    const person = personIn(said, engagement.customer);
    says(person, false, at);
    // Without a message, it is the mailbox that the shop knows of.
    const from = mail !== undefined ? mailboxOf(mail.to) : person.isMailboxTold ? person.mailbox : undefined;
    if (from !== undefined) mailboxIn(said, from).noAt = at;
  }
  if (mail === undefined) return;
  const mailbox = mailboxIn(said, mailboxOf(mail.to));
  if (fact === "complained") {
    says(personIn(said, mail.sendId.customer), false, at);
    mailbox.noAt = at;
    mailbox.isDead = true;
  }
  if (fact !== "bounced") return;
  if (engagement.kind === "hard") mailbox.isDead = true;
  if (engagement.kind === "soft") mailbox.softBounces.push(at);
  const recent = mailbox.softBounces.filter((one) => one > at - softBounces.span);
  if (recent.length >= softBounces.count) mailbox.isDead = true;
}
