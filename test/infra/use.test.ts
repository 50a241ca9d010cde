import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createLinks } from "../../lib/email/links.ts";
import { STATE_ACCESS } from "../../lib/infra/functions/state-access.ts";
import { type Said, takeSaid } from "../../lib/journey/engage/said.ts";
import type { Engagement } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { keys, partitionOf } from "../../lib/journey/keys.ts";
import { pause, resume } from "../../lib/journey/pause.ts";
import { type Deps, NotSent } from "../../lib/journey/ports.ts";
import { send } from "../../lib/journey/send.ts";
import { answerLink, type Way } from "../../lib/respond/answer.ts";
import { lives } from "../scenarios/random/life.ts";
import { live } from "../scenarios/random/live.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { DAY, HOUR, purchase, refund } from "../support/events.ts";
import { messageFor } from "../support/messages.ts";
import { givenCampaign } from "../support/shop.ts";
import { world } from "../support/world.ts";
import { synth } from "./given.ts";
import { permissionsOf, roleIdOf } from "./statements.ts";
import { type Use, uses, watching } from "./watched.ts";

/*
 * Only AWS itself refuses what a role may not do. So journeys are lived here, what each function asks for is noted, and every
 * note must be covered by the role that the stack gives to the function.
 */

vi.mock("../../lib/journey/enroll.ts", watchedModule("enroll", "enroll"));
vi.mock("../../lib/journey/send.ts", watchedModule("send", "send"));
vi.mock("../../lib/journey/decide.ts", watchedModule("decide", "decide"));
vi.mock("../../lib/journey/act.ts", watchedModule("act", "act"));
vi.mock("../../lib/journey/await.ts", watchedModule("await", "awaitTarget"));
vi.mock("../../lib/journey/begin.ts", watchedModule("begin", "begin"));
vi.mock("../../lib/journey/finish.ts", watchedModule("finish", "finish"));
vi.mock("../../lib/journey/engage.ts", watchedModule("engage", "engage"));

function watchedModule(by: string, name: string) {
  return async (original: () => Promise<object>) => {
    const { watching } = await import("./watched.ts");
    const real = (await original()) as Record<string, never>;
    // What a link leads to is engagement, too, of another function.
    const who = (what?: unknown) => ((what as Engagement)?.fact === "unsubscribed" ? "respond" : by);
    return { ...real, [name]: watching(who, real[name] as never) };
  };
}

test("no journey asks for anything that its function's role does not allow", async () => {
  uses.length = 0;
  await fc.assert(
    fc.asyncProperty(lives, async (life) => void (await live(life))),
    { numRuns: 100 },
  );
  await livesThroughAPause();
  await isRefused();
  await followsItsLinks();
  await tellsOthers();
  await bringsFriends();
  await changesStage();
  const asked = new Map(uses.map((use) => [`${use.by} ${use.action} ${(use.partitions ?? []).map(kindOf)}`, use]));
  expect([...asked.keys()].filter((key) => !isAllowed(asked.get(key) as Use))).toEqual([]);
  // What happens seldom did happen.
  expect([...asked.keys()]).toEqual(expect.arrayContaining(SELDOM));
  // All of them were at work.
  expect([...new Set(uses.map(({ by }) => by))].sort()).toEqual(
    ["act", "await", "begin", "decide", "engage", "enroll", "finish", "respond", "send"].sort(),
  );
}, 60_000);

const SELDOM = [
  "act sns:Publish ",
  "act states:StopExecution ",
  "begin dynamodb:PutItem ",
  "decide PutItem customer,code",
  "decide UpdateItem budget",
  "decide UpdateItem pool",
  "enroll BatchGetItem code",
  "enroll GetItem code",
  "enroll UpdateItem code",
  "enroll scheduler:CreateSchedule ",
  "send PutItem code,customer",
  "send UpdateItem code,customer",
];

async function livesThroughAPause(): Promise<void> {
  const shop = world({ campaigns: [TWO_MAILS] });
  await pause(shop.deps, "all");
  await shop.tells(purchase("ann"));
  await shop.passes(86_400_000);
  expect(shop.mails()).toEqual([]);
  await resume(shop.deps, "all", ["welcome"]);
  await shop.passes(86_400_000);
  expect(shop.mails()).toEqual(["ann hello"]);
}

/** A message that the mailer takes at no time gives its place in the count back. */
async function isRefused(): Promise<void> {
  const { deps, mailer } = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)] });
  await enroll(deps, purchase("ann"));
  mailer.throws.push(new NotSent("no such domain", true));
  expect(await send(deps, messageFor("ann"))).toBe("refused");
}

const ENDED = { status: "ended" };

/** Calls and alerts; and a journey that ends while they are made. */
async function tellsOthers(): Promise<void> {
  const shop = world({
    campaigns: [{ steps: [{ webhook: "crm" }, { alert: "Look at them", comment: true }, { send: "hello" }] }],
    shop: { webhooks: { crm: { url: "https://crm.bluecup.example/" } } },
  });
  const statuses = [500, 200];
  shop.deps.caller = {
    async post() {
      // Ended, but the stop got lost on its way.
      if (statuses.length === 2) await shop.table.write({ update: keys.enrollment("ann", "welcome"), set: ENDED });
      return statuses.shift() ?? 200;
    },
  };
  await shop.tells(purchase("ann"));
  await shop.tells(purchase("bob"));
  await shop.passes(DAY);
  expect(shop.told).toHaveLength(1);
}

/** Surveys, friends, and what they are given for it; and all of it taken back. */
async function bringsFriends(): Promise<void> {
  const pool = "big-20";
  const shop = world({
    campaigns: [
      {
        id: "ask",
        start: { on: "purchase", if: { "order.total": { atLeast: 20 } } },
        steps: [{ survey: "how-likely" }, { wait: "1 day" }, { referral: "bring-a-friend" }],
      },
      {
        id: "thank",
        start: { on: "referral.converted", again: "always" },
        stop: [{ on: "referral.reversed" }],
        steps: [{ coupon: "thanks-10", atMost: 2 }, { coupon: pool }, { send: "thanks" }, { wait: "5 days" }],
      },
    ],
    shop: {
      referral: {},
      coupons: { "thanks-10": { pattern: "THANKS-########" }, [pool]: { pool: true, warnBelow: 3 } },
    } as never,
  });
  for (const [n, code] of ["POOL-1", "POOL-2"].entries()) {
    await shop.table.write({ put: { ...keys.pooled(pool, n + 1), code } });
    await shop.table.write({ put: { ...keys.code(code), kind: "coupon", coupon: pool, state: "free" } });
  }
  await shop.table.write({ put: { ...keys.pool(pool), imported: 2, given: 0 } });
  await shop.tells(purchase("ann"));
  await shop.passes(DAY);
  const { referral = "" } = (await shop.profile("ann")) ?? {};
  expect(referral).not.toBe("");
  for (const friend of ["bob", "cid", "dan"]) {
    await shop.tells(purchase(friend, { at: shop.now(), order: { id: `o-${friend}`, referral, total: 30 } }));
    await shop.passes(HOUR);
  }
  const [given] = (await shop.table.query(partitionOf("ann"), { prefix: "coupon#" })).items;
  await shop.tells(purchase("ann", { at: shop.now(), order: { id: "o-2", coupon: String(given?.code), total: 5 } }));
  await shop.tells(refund("bob", "o-bob", { at: shop.now() }));
  await shop.passes(9 * DAY);
}

/** Nothing happens for long enough that a customer is at risk, and lapses. */
async function changesStage(): Promise<void> {
  const shop = world({ campaigns: [TWO_MAILS], shop: { stages: { rhythm: "10 days" } } as never });
  await shop.tells(purchase("ann"));
  await shop.passes(200 * DAY);
}

type Followed = [way: Way, link: string, body: string | undefined];

/** What the function behind links does with each of them. */
async function followsItsLinks(): Promise<void> {
  const asks = { id: "ask", steps: [{ survey: "how-likely" }] };
  const shop = world({ campaigns: [TWO_MAILS, asks], shop: { topics: { offers: { name: "Offers" } } } });
  await shop.tells(purchase("ann"));
  await shop.passes(86_400_000);
  const { enrollment, step } = shop.sendId("ann", "hello");
  const links = createLinks({ keys: ["k".repeat(32)], baseUrl: "https://mail.bluecup.example" });
  const follow = watching(
    (_followed: Followed) => "respond",
    async (deps: Deps, [way, link, body]: Followed) => {
      const put = async () => void uses.push({ by: "respond", action: "dynamodb:PutItem" });
      const ports = { ...deps, links, put, say: (said: Said) => takeSaid(deps, said) };
      return (await answerLink(ports, { way, token: link.split("/").at(-1) ?? "", body })).status;
    },
  );
  const address = shop.deps.addresses.hash("ann@mail.example");
  const followed: Followed[] = [
    ["s", links.survey(shop.sendId("ann", "how-likely")), undefined],
    ["s", links.survey(shop.sendId("ann", "how-likely")), "score=9"],
    ["y", links.confirm("ann", address), ""],
    ["p", links.preferences("ann", address), undefined],
    ["p", links.preferences("ann", address), "shown=offers"],
    ["u", links.unsubscribe({ customer: "ann", enrollment, step }), ""],
    ["p", links.preferences("ann", address), "shown=offers&yes=1"],
  ];
  for (const one of followed) {
    expect(await follow(shop.deps, one)).toBe(200);
    await shop.passes(1000);
  }
}

const template = synth();
const roles = new Map<string, string[]>();

function isAllowed({ by, action, partitions }: Use): boolean {
  if (partitions !== undefined) {
    return STATE_ACCESS[by as keyof typeof STATE_ACCESS].some(
      (access) =>
        access.actions.some((allowed) => allowed === action) &&
        partitions.every((pk) => access.partitions.some((pattern) => matches(pattern, pk))),
    );
  }
  const id = `Functions${by.slice(0, 1).toUpperCase()}${by.slice(1)}`;
  const may = roles.get(by) ?? permissionsOf(template, roleIdOf(template, id));
  roles.set(by, may);
  return may.some((line) => line.startsWith(`${action} `));
}

/** As StringLike of IAM does. */
function matches(pattern: string, pk: string): boolean {
  return pattern.endsWith("*") ? pk.startsWith(pattern.slice(0, -1)) : pk === pattern;
}

function kindOf(pk: string): string {
  return pk.split("#")[0] ?? pk;
}
