import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../../lib/compiler/compiled.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { NotSent } from "../../../lib/journey/ports.ts";
import { send } from "../../../lib/journey/send.ts";
import { stopJourneys } from "../../../lib/journey/stop.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { HOUR, MINUTE, purchase, START } from "../../support/events.ts";
import { messageFor } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { givenCampaign } from "../../support/shop.ts";

const busy = () => new NotSent("slow down", false);
const refused = () => new NotSent("no such domain", true);
const ONE_AN_HOUR: Pick<SendMessage, "rules"> = {
  rules: { caps: [{ of: "shop", count: 1, seconds: 3600 }], lateAfterSeconds: 86_400 },
};

/** Each look at the clock is a little later, as anywhere but in tests. */
async function givenAnn(...throws: (Error | undefined)[]): Promise<Doubles> {
  const ann = givenDoubles({ campaigns: ["welcome", "other"].map((id) => givenCampaign({ ...TWO_MAILS, id })) });
  await enroll(ann.deps, purchase("ann"));
  ann.deps.now = () => ann.clock.now++;
  ann.mailer.throws.push(...throws);
  return ann;
}

const places = async ({ deps }: Doubles) => (await recordsOf(deps.table).contact("ann")).sent.length;
const tries = (ann: Doubles, changes: Partial<SendMessage> = {}) =>
  send(ann.deps, messageFor("ann", { ...ONE_AN_HOUR, ...changes })).catch((error: Error) => error.message);

describe("a message's place in the count", () => {
  it("is kept while the mailer has no room, and taken once", async () => {
    const ann = await givenAnn(busy(), busy());
    expect(await tries(ann)).toBe("slow down");
    expect(await tries(ann, { campaign: "other" })).toBe("too many");
    expect(await tries(ann)).toBe("slow down");
    expect(await tries(ann)).toBe("sent");
    expect(await places(ann)).toBe(1);
  });

  it("is that of the time when it went out: what follows is held against that", async () => {
    const ann = await givenAnn(busy());
    await tries(ann);
    ann.clock.now = START + 50 * MINUTE;
    expect(await tries(ann)).toBe("sent");
    ann.clock.now = START + 70 * MINUTE;
    expect(await tries(ann, { campaign: "other" })).toBe("too many");
  });

  it("is asked for again when others went out since its try", async () => {
    const ann = await givenAnn(busy());
    await tries(ann);
    ann.clock.now = START + 61 * MINUTE;
    expect(await tries(ann, { campaign: "other" })).toBe("sent");
    ann.clock.now = START + 70 * MINUTE;
    expect(await tries(ann)).toBe("too many");
    expect(ann.mailer.taken).toHaveLength(1);
  });

  it.each([
    ["at once", [refused()]],
    ["after others that found no room", [busy(), busy(), refused()]],
  ])("is given back when the mailer refuses it %s", async (_when, throws) => {
    const ann = await givenAnn(...throws);
    for (const error of throws) expect(await tries(ann)).toBe(error.forGood ? "refused" : "slow down");
    expect(await places(ann)).toBe(0);
    expect(await tries(ann, { campaign: "other" })).toBe("sent");
  });

  it("is given back when it is withheld in the end", async () => {
    const ann = await givenAnn(busy());
    await tries(ann);
    ann.clock.now = START + 25 * HOUR;
    expect(await tries(ann)).toBe("too late");
    expect(await places(ann)).toBe(0);
  });

  it("is given back when the journey ends before the mailer has room", async () => {
    const ann = await givenAnn(busy());
    await tries(ann);
    await stopJourneys(ann.deps, "ann", "refunded", { only: messageFor("ann").enrollment });
    expect(await tries(ann)).toBe("ended");
    expect(await places(ann)).toBe(0);
    expect(await tries(ann, { campaign: "other" })).toBe("sent");
  });

  it("is none for a message that serves the customer", async () => {
    const ann = await givenAnn(undefined, refused());
    const serves = { rules: { transactional: true as const, lateAfterSeconds: 86_400 } };
    expect(await tries(ann, serves)).toBe("sent");
    expect(await places(ann)).toBe(0);
    expect(await tries(ann, { ...serves, step: "news" })).toBe("refused");
    expect(await tries(ann, { campaign: "other" })).toBe("sent");
    expect(await places(ann)).toBe(1);
  });
});
