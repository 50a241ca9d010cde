import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createLinks } from "../../lib/email/links.ts";
import { STATE_ACCESS } from "../../lib/infra/functions/state-access.ts";
import { type Said, takeSaid } from "../../lib/journey/engage/said.ts";
import type { Engagement } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { pause, resume } from "../../lib/journey/pause.ts";
import { type Deps, NotSent } from "../../lib/journey/ports.ts";
import { send } from "../../lib/journey/send.ts";
import { answerLink, type Way } from "../../lib/respond/answer.ts";
import { lives } from "../scenarios/random/life.ts";
import { live } from "../scenarios/random/live.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { purchase } from "../support/events.ts";
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
  const asked = new Map(uses.map((use) => [`${use.by} ${use.action} ${(use.partitions ?? []).map(kindOf)}`, use]));
  expect([...asked.keys()].filter((key) => !isAllowed(asked.get(key) as Use))).toEqual([]);
  // All of them were at work.
  expect([...new Set(uses.map(({ by }) => by))].sort()).toEqual(
    ["await", "begin", "decide", "engage", "enroll", "finish", "respond", "send"].sort(),
  );
}, 60_000);

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

type Followed = [way: Way, link: string, body: string | undefined];

/** What the function behind links does with each of them. */
async function followsItsLinks(): Promise<void> {
  const shop = world({ campaigns: [TWO_MAILS], shop: { topics: { offers: { name: "Offers" } } } });
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
