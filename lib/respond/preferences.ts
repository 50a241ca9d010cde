import { type Reader, saidTo } from "../email/pages/language.ts";
import { FIELDS, leftPage, preferencesPage, type Shown, takenPage } from "../email/pages/preferences.ts";
import { unsubscribedPage } from "../email/pages/unsubscribe.ts";
import type { Contact } from "../journey/contact.ts";
import { isChosen } from "../journey/send/refusal.ts";
import { type Course, type PageAnswer, refused, shown } from "./answers.ts";
import type { RespondPorts } from "./ports.ts";
import { contactOf, hasSaidNo, isCurrent, readerFor, standingOf } from "./standing.ts";
import { yesEvent } from "./yes.ts";

const SOURCE = "preferences page";

/** Whose link it is, and the hash of the address that it was sent to. */
type Owner = NonNullable<ReturnType<RespondPorts["links"]["verify"]["preferences"]>>;

/** Topics that were shown, and whether a yes to marketing was said. */
type Choice = { topics: Record<string, boolean>; isYes: boolean };

/**
 * Where customers choose what to get.
 *
 * 1. The link is good for the address that it was sent to: from another mailbox nothing is shown and nothing chosen. A no is
 *    taken from any, as over the unsubscribe link of the same message.
 * 2. A GET shows how things stand, as the sender would judge.
 * 3. A POST keeps what was chosen of the topics that were shown; or a no to everything. A yes, with the words it agreed to, goes
 *    through the shop's own door, where it is stored at once and counts a moment later.
 * 4. Only what is written down is promised.
 */
export const preferences: Course = async (ports, { token, body }) => {
  const owner = ports.links.verify.preferences(token);
  if (owner === undefined) return undefined;
  const contact = await contactOf(ports, owner.customer);
  const reader = readerFor(ports, contact);
  const said = body === undefined ? undefined : readForm(ports, body);
  if (said === "no") return takeNo(ports, owner, reader, contact);
  if (!isCurrent(ports, contact, owner.address)) return shown(leftPage(reader));
  if (said === undefined) return shown(await pageOf(ports, reader, owner.customer, contact, false));
  return takeChoice(ports, owner, reader, said);
};

async function takeNo(
  ports: RespondPorts,
  { customer, address }: Owner,
  reader: Reader,
  before: Contact | undefined,
): Promise<PageAnswer> {
  await ports.say({ fact: "unsubscribed", customer, at: ports.now(), source: SOURCE, address });
  const contact = await contactOf(ports, customer);
  if (!hasSaidNo(contact)) return refused(reader);
  const page = isCurrent(ports, contact, address)
    ? await pageOf(ports, reader, customer, contact, true)
    : unsubscribedPage(reader, undefined);
  return { ...shown(page), ...(hasSaidNo(before) ? {} : { isFirstNo: true }) };
}

async function takeChoice(
  ports: RespondPorts,
  { customer, address }: Owner,
  reader: Reader,
  { topics, isYes }: Choice,
): Promise<PageAnswer> {
  const at = ports.now();
  const chosen = Object.entries(topics);
  if (chosen.length > 0) await ports.say({ fact: "preferred", customer, at, source: SOURCE, topics });
  const contact = await contactOf(ports, customer);
  const areKept = chosen.every(([topic, on]) => contact?.topics?.[topic]?.on === on);
  if (!areKept || !isCurrent(ports, contact, address)) return refused(reader);
  const { consent } = contact;
  const standing = await standingOf(ports, customer, contact);
  const isNews = isYes && !(standing === "on" && consent?.confirmed !== undefined);
  if (isNews) {
    const wording = reader.words.agreement(reader.shop);
    await ports.put(yesEvent("again", customer, { address, saidAt: consent?.at, at, source: SOURCE, wording }));
  }
  // To a dead address the yes is kept, and changes nothing.
  if (isNews && standing !== "blocked") return shown(takenPage(reader));
  return shown(await pageOf(ports, reader, customer, contact, true));
}

/** Undefined: nothing was said. Fields and topics that are not ours are passed over. */
function readForm({ shop }: Pick<RespondPorts, "shop">, body: string): "no" | Choice | undefined {
  const form = new URLSearchParams(body);
  if (form.has(FIELDS.no)) return "no";
  const chosen = new Set(form.getAll(FIELDS.topic));
  const before = new Set(form.getAll(FIELDS.shown));
  const ours = Object.keys(shop.topics ?? {}).filter((topic) => before.has(topic));
  const isYes = form.has(FIELDS.yes);
  if (ours.length === 0 && !isYes) return undefined;
  return { topics: Object.fromEntries(ours.map((topic) => [topic, chosen.has(topic)])), isYes };
}

async function pageOf(ports: RespondPorts, reader: Reader, customer: string, contact: Contact, isSaved: boolean) {
  const { shop } = ports;
  const topics = Object.entries(shop.topics ?? {}).map(([id, { name, description }]): Shown["topics"][number] => ({
    id,
    name: saidTo(reader, name),
    ...(description === undefined ? {} : { description: saidTo(reader, description) }),
    isChosen: isChosen(id, contact, shop),
  }));
  return preferencesPage(reader, { topics, standing: await standingOf(ports, customer, contact), isSaved });
}
