import { type Reader, saidTo } from "../email/pages/language.ts";
import { FIELDS, preferencesPage, type Shown } from "../email/pages/preferences.ts";
import type { Contact } from "../journey/contact.ts";
import { emptyContact } from "../journey/profile.ts";
import { isChosen } from "../journey/send/refusal.ts";
import { type Course, refused, shown } from "./answers.ts";
import type { RespondPorts } from "./ports.ts";
import { contactOf, hasSaidNo, readerFor, standingOf } from "./standing.ts";

const SOURCE = "preferences page";

/** What a customer says by the page's forms. */
type Form = "no" | { topics: Record<string, boolean>; isYes: boolean };

/**
 * Where customers choose what to get.
 *
 * 1. A GET shows how things stand, as the sender would judge.
 * 2. A POST keeps what was chosen of the topics that were shown; or a no to everything; or a yes, with the words it agreed to.
 * 3. Only what is written down is promised.
 */
export const preferences: Course = async (ports, token, body) => {
  const owner = ports.links.verify.preferences(token);
  if (owner === undefined) return undefined;
  const { customer } = owner;
  const contact = await contactOf(ports, customer);
  const reader = readerFor(ports, contact);
  const said = body === undefined ? undefined : readForm(ports, body);
  if (said === undefined) return shown(await pageOf(ports, reader, customer, contact, false));
  const at = ports.now();
  if (said === "no") {
    await ports.say({ fact: "unsubscribed", customer, at, source: SOURCE });
  } else {
    const yes = said.isYes ? ({ marketing: true, wording: reader.words.agreement(reader.shop) } as const) : {};
    await ports.say({ fact: "preferred", customer, at, source: SOURCE, topics: said.topics, ...yes });
  }
  const now = await contactOf(ports, customer);
  if (!isKept(said, now)) return refused(reader);
  return {
    ...shown(await pageOf(ports, reader, customer, now, true)),
    ...(said === "no" && !hasSaidNo(contact) ? { isFirstNo: true } : {}),
  };
};

/** Undefined: nothing was said. Fields and topics that are not ours are passed over. */
function readForm({ shop }: Pick<RespondPorts, "shop">, body: string): Form | undefined {
  const form = new URLSearchParams(body);
  if (form.has(FIELDS.no)) return "no";
  const chosen = new Set(form.getAll(FIELDS.topic));
  const before = new Set(form.getAll(FIELDS.shown));
  const ours = Object.keys(shop.topics ?? {}).filter((topic) => before.has(topic));
  const isYes = form.has(FIELDS.yes);
  if (ours.length === 0 && !isYes) return undefined;
  return { topics: Object.fromEntries(ours.map((topic) => [topic, chosen.has(topic)])), isYes };
}

function isKept(said: Form, contact: Contact | undefined): boolean {
  if (said === "no") return hasSaidNo(contact);
  const areTopics = Object.entries(said.topics).every(([topic, on]) => contact?.topics?.[topic]?.on === on);
  return areTopics && (!said.isYes || contact?.consent?.marketing === true);
}

async function pageOf(
  ports: RespondPorts,
  reader: Reader,
  customer: string,
  contact: Contact = emptyContact(),
  isSaved: boolean,
) {
  const { shop } = ports;
  const topics = Object.entries(shop.topics ?? {}).map(([id, { name, description }]): Shown["topics"][number] => ({
    id,
    name: saidTo(reader, name),
    ...(description === undefined ? {} : { description: saidTo(reader, description) }),
    isChosen: isChosen(id, contact, shop),
  }));
  return preferencesPage(reader, { topics, standing: await standingOf(ports, customer, contact), isSaved });
}
