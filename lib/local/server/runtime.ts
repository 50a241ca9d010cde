import type { DatabaseSync } from "node:sqlite";
import type { Campaign } from "../../campaign/campaign.ts";
import type { Shop } from "../../campaign/shop.ts";
import type { Compiled } from "../../compiler/compiled.ts";
import type { Rates } from "../../email/template.ts";
import { type Engagement, engage } from "../../journey/engage.ts";
import { enroll } from "../../journey/enroll.ts";
import { keys } from "../../journey/keys.ts";
import type { Addresses, Links, Log, Templates } from "../../journey/ports.ts";
import { countsOf } from "../../journey/tally.ts";
import { openAtomic } from "../../store/database.ts";
import { openSqliteTable, type SqliteTable } from "../../store/sqlite.ts";
import type { Table } from "../../store/table.ts";
import type { Clock } from "../clock.ts";
import { createDueQueue } from "../due.ts";
import { createFigures, type Figures } from "../figures.ts";
import { createInbox, type Inbox, type InboxMail } from "../inbox.ts";
import { type Arrival, createIntake, type Intake } from "../intake.ts";
import { type Erased, eraseCustomer } from "../rights/erase.ts";
import { type ExportedHere, exportHere } from "../rights/export.ts";
import { sqliteStore } from "../states/rows/sqlite/store.ts";
import { createWorld, type World } from "../world.ts";
import { createDesk, type Desk } from "./desk.ts";
import { type Activity, createActivity } from "./keep/activity.ts";
import { createDirectory, type Directory } from "./keep/directory.ts";
import { createOutgoing, type Outgoing } from "./keep/outgoing.ts";
import { createTrail, type Trail } from "./keep/trail.ts";
import { createStandings, type Standings } from "./read/standing.ts";

/** What is run: a shop's folder without faults. */
export interface LocalProject {
  shop: Shop;
  campaigns: readonly { campaign: Campaign; compiled: Compiled }[];
  templates: Templates;
  /** By template: what its readers are supposed to do. Only an invented history asks. */
  templateRates: ReadonlyMap<string, Rates>;
  /** Faults of files that were left out, as their author should read them. */
  leftOut?: readonly string[];
}

/** The journeys of a shop over one database, and everything that pages tell about them. Nothing runs before the loop does. */
export interface Runtime {
  world: World;
  table: SqliteTable;
  figures: Figures;
  inbox: Inbox;
  intake: Intake;
  desk: Desk;
  trail: Trail;
  directory: Directory;
  activity: Activity;
  outgoing: Outgoing;
  standings: Standings;
  rights: Rights;
}

/** What customers may ask for. */
export interface Rights {
  /** While nothing else runs, so that nothing half done brings them back. */
  erase(customer: string): Promise<Erased>;
  export(customer: string): Promise<ExportedHere | undefined>;
}

export interface RuntimeParts {
  database: DatabaseSync;
  clock: Clock;
  random(): number;
  project: LocalProject;
  links: Links;
  addresses: Addresses;
  log: Log;
  /** Called in the transaction that puts a message into the inbox. */
  taken?(mail: InboxMail): void;
}

export function createRuntime(parts: RuntimeParts): Runtime {
  const { database, clock, project } = parts;
  const queue = createDueQueue();
  const atomic = openAtomic(database);
  const figures = createFigures(database);
  const trail = createTrail(database);
  const directory = createDirectory(database);
  const activity = createActivity(database);
  const outgoing = createOutgoing({ database, now: clock.now, log: parts.log, activity });
  const desk = createDesk({ intake: () => intake, atomic });

  /** What SES tells about a message, this inbox tells at once. */
  function taken(mail: InboxMail): void {
    const { id, at, sendId: message } = mail;
    intake.put({ engagement: { fact: "sent", message, at, messageId: `local-${id}` } });
    intake.put({ engagement: { fact: "delivered", message, at } });
    activity.add(`mail ${id}`, { what: "mail", at, customer: message.customer, detail: String(id) });
    parts.taken?.(mail);
  }

  const inbox = createInbox({ database, now: clock.now, transaction: atomic, taken });
  const table = openSqliteTable(database, { onChange: (change) => figures.add(countsOf(change)) });
  const world = createWorld({
    store: sqliteStore(database),
    table,
    clock,
    queue,
    random: parts.random,
    campaigns: project.campaigns.map(({ compiled }) => compiled),
    shop: project.shop,
    templates: project.templates,
    links: parts.links,
    addresses: parts.addresses,
    mailer: inbox,
    volume: inbox,
    caller: outgoing.caller,
    team: outgoing.team,
    door: { put: async (event) => void intake.put({ event }) },
    log: parts.log,
    hooks: {
      onTransition: ({ campaign, execution, state, at }) => {
        figures.enter(campaign, state);
        trail.add(execution, { state, at });
      },
    },
  });
  const { deps } = world;

  async function handle(arrival: Arrival): Promise<unknown> {
    if ("engagement" in arrival) {
      await engage(deps, arrival.engagement);
      if (await isTheirs(table, arrival.engagement)) noteEngagement(activity, arrival.engagement);
      return undefined;
    }
    const { event } = arrival;
    const enrolled = await enroll(deps, event);
    const { customerId: customer, eventId, type } = event;
    directory.note(event, clock.now());
    activity.add(`event ${customer} ${eventId}`, { what: "event", at: clock.now(), customer, detail: type });
    return enrolled;
  }

  const intake = createIntake({ database, queue, now: clock.now, handle: desk.handling(handle) });
  return {
    world,
    table,
    figures,
    inbox,
    intake,
    desk,
    trail,
    directory,
    activity,
    outgoing,
    standings: createStandings(database),
    rights: {
      erase: (customer) => world.loop.alone(() => eraseCustomer({ database, deps }, customer)),
      export: (customer) => exportHere({ database, deps }, customer),
    },
  };
}

/** What a machine did is not the customer's doing: the ledger has another name for it. */
async function isTheirs(table: Table, engagement: Engagement): Promise<boolean> {
  if (engagement.fact !== "opened" && engagement.fact !== "clicked") return true;
  const { customer, enrollment, step } = engagement.message;
  return (await table.get(keys.send(customer, enrollment, step)))?.[engagement.fact] !== undefined;
}

function noteEngagement(activity: Activity, engagement: Engagement): void {
  const { fact: what, at } = engagement;
  if (what === "sent" || what === "delivered") return;
  if (what === "unsubscribed" || what === "preferred") {
    const { customer, source } = engagement;
    activity.add(`${what} ${customer} ${at}`, { what, at, customer, detail: source });
    return;
  }
  const { customer, enrollment, step } = engagement.message;
  activity.add(`${what} ${enrollment} ${step}`, { what, at, customer, detail: step });
}
