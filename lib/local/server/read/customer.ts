import type { CallRecord, GivenCoupon, SurveyAnswer } from "../../../journey/advocacy/records.ts";
import type { Address } from "../../../journey/contact.ts";
import { type Head, readHead } from "../../../journey/head.ts";
import { keys, partitionOf } from "../../../journey/keys.ts";
import type { Enrollment, EventMarker, Send } from "../../../journey/records.ts";
import { callId } from "../../../journey/steps/calling.ts";
import type { Item, Table } from "../../../store/table.ts";
import type { InboxMail } from "../../inbox.ts";
import type { Told } from "../keep/outgoing.ts";
import type { Runtime } from "../runtime.ts";

/** All that is known of one customer. */
export interface CustomerFile extends Head {
  id: string;
  /** What is known of the address that they have now. */
  address?: Address;
  /** The latest first. */
  journeys: Journey[];
  /** The latest first. */
  events: (EventMarker & { id: string })[];
  /** To surveys; the latest first. */
  answers: SurveyAnswer[];
  /** That journeys gave them; the latest first. */
  coupons: GivenCoupon[];
}

export interface Journey {
  enrollment: Enrollment;
  /** In the order of time. */
  moments: Moment[];
}

/** One line of a journey's timeline. */
export type Moment = { at: number } & (
  | { what: "entered"; state: string }
  | { what: "message"; send: Send; mail: number | undefined }
  | { what: "call"; call: CallRecord; told: Told | undefined }
);

/** Undefined when nobody by this id was ever heard of. */
export async function readCustomer(
  { table, trail, inbox, outgoing, world }: Runtime,
  id: string,
): Promise<CustomerFile | undefined> {
  const head = await readHead(table, id);
  if (head.profile === undefined && head.contact === undefined) return undefined;
  const past = (await readAll(table, id, "past#")) as unknown as Enrollment[];
  const sends = (await readAll(table, id, "send#")) as unknown as Send[];
  const calls = (await readAll(table, id, "call#")) as unknown as CallRecord[];
  const answers = (await readAll(table, id, "survey#")) as unknown as SurveyAnswer[];
  const coupons = (await readAll(table, id, "coupon#")) as unknown as GivenCoupon[];
  const markers = await readAll(table, id, "event#");
  const mails = inbox.list({ customer: id, limit: 1_000 });
  const journeys = [...head.enrollments.values(), ...past]
    .sort((one, other) => other.at - one.at)
    .map((enrollment): Journey => {
      const visits = trail.of(enrollment.id).map((visit): Moment => ({ what: "entered", ...visit }));
      const messages = sends
        .filter((send) => send.enrollment === enrollment.id)
        .map((send): Moment => ({ what: "message", at: send.sentAt ?? send.at, send, mail: mailOf(mails, send) }));
      const told = calls
        .filter((call) => call.enrollment === enrollment.id)
        .map((call): Moment => ({ what: "call", at: call.at, call, told: outgoing.get(callId(call)) }));
      return { enrollment, moments: [...visits, ...messages, ...told].sort((one, other) => one.at - other.at) };
    });
  const events = markers
    .map((item) => ({ ...(item as unknown as EventMarker), id: item.sk.slice("event#".length) }))
    .sort((one, other) => other.at - one.at);
  const email = head.contact?.email;
  const address =
    email === undefined
      ? undefined
      : ((await table.get(keys.address(world.deps.addresses.hash(email)))) as unknown as Address | undefined);
  const latestFirst = (one: { at: number }, other: { at: number }) => other.at - one.at;
  return {
    id,
    ...head,
    ...(address === undefined ? {} : { address }),
    journeys,
    events,
    answers: answers.sort(latestFirst),
    coupons: coupons.sort(latestFirst),
  };
}

function mailOf(mails: readonly InboxMail[], { enrollment, step }: Send): number | undefined {
  return mails.find(({ sendId }) => sendId.enrollment === enrollment && sendId.step === step)?.id;
}

async function readAll(table: Table, customer: string, prefix: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | undefined, isMore = true; isMore; ) {
    const page = await table.query(partitionOf(customer), { prefix, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    after = page.next;
    isMore = after !== undefined;
  }
  return items;
}
