import type { CustomerPatch, ShopEvent } from "../../lib/campaign/events.ts";
import type { SurveyKind } from "../../lib/campaign/holds.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import { createLinks } from "../../lib/email/links.ts";
import { documentOf } from "../../lib/email/pages/document.ts";
import { takeSaid } from "../../lib/journey/engage/said.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { keys, partitionOf } from "../../lib/journey/keys.ts";
import { answerLink, type Way } from "../../lib/respond/answer.ts";
import type { RespondPorts } from "../../lib/respond/ports.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { learned, purchase } from "../support/events.ts";
import { enrolledBy } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

export const LINKS = createLinks({ keys: ["k".repeat(32)], baseUrl: "https://mail.bluecup.example" });

export const TOPICS: NonNullable<Shop["topics"]> = {
  offers: { name: { en: "Offers", th: "ข้อเสนอพิเศษ" }, description: "New coffees and prices." },
  events: { name: "Events", optIn: true },
};

/** Ann bought something, and reads what her links lead to. */
export async function givenReader(shop: Partial<Shop> = {}, patch: CustomerPatch = {}) {
  const doubles = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)], shop });
  const { deps, clock } = doubles;
  await enroll(deps, purchase("ann", { customer: { email: "ann@mail.example", ...patch } }));
  const events: ShopEvent[] = [];
  const ports: RespondPorts = {
    ...deps,
    links: LINKS,
    say: (said) => takeSaid(deps, said),
    put: async (event) => {
      events.push(event);
      await enroll(deps, event);
    },
  };
  const ask = async (way: Way, link: string, body?: string) => {
    const [path = "", query = ""] = link.split("?");
    const token = path.split("/").at(-1) ?? "";
    const answer = await answerLink(ports, { way, token, query: new URLSearchParams(query), body });
    if ("location" in answer) return { status: answer.status, location: answer.location, text: "" };
    return { status: answer.status, text: documentOf(answer.page) };
  };
  return {
    ...doubles,
    ...recordsOf(deps.table),
    ports,
    events,
    unsubscribe: (body?: string) =>
      ask("u", LINKS.unsubscribe({ customer: "ann", enrollment: enrolledBy("ann"), step: "hello" }), body),
    preferences: (body?: string, email = "ann@mail.example") =>
      ask("p", LINKS.preferences("ann", deps.addresses.hash(email)), body),
    confirm: (body?: string, email = "ann@mail.example") =>
      ask("y", LINKS.confirm("ann", deps.addresses.hash(email)), body),
    follow: ask,
    /** The link to the question of a message that was sent to Ann. */
    asked: async (kind: SurveyKind | "none" = "nps", step = "hello") => {
      const message = { customer: "ann", enrollment: enrolledBy("ann"), step };
      const set = { template: "how-likely", state: "sent", ...(kind === "none" ? {} : { survey: kind }) };
      await deps.table.write({ update: keys.send("ann", message.enrollment, step), set });
      return LINKS.survey(message);
    },
    tells: async (change: CustomerPatch) => void (await enroll(deps, learned("ann", change, { at: clock.now }))),
    /** The history of what they said. */
    words: async () => (await deps.table.query(partitionOf("ann"), { prefix: "consent#" })).items,
  };
}
