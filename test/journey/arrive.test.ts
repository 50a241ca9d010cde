import { expect, it } from "vitest";
import { arrive } from "../../lib/journey/arrive.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { learned, purchase, START } from "../support/events.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

async function givenAnn() {
  const { deps } = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)] });
  await enroll(deps, purchase("ann"));
  const enrollment = () => recordsOf(deps.table).enrollment("ann", "welcome");
  const arrives = async (step: string, at: number, read = enrollment()) =>
    arrive(deps, { customer: "ann", step, at }, await read);
  return { deps, enrollment, arrives };
}

it("the first step is told with the enrollment", async () => {
  const { enrollment } = await givenAnn();
  expect(await enrollment()).toMatchObject({ step: "hello", stepAt: START, rev: 1 });
});

it("the step that a journey came to last is noted, once", async () => {
  const { enrollment, arrives } = await givenAnn();
  await arrives("news", START + 1);
  const { rev } = await enrollment();
  await arrives("news", START + 5);
  expect(await enrollment()).toMatchObject({ step: "news", stepAt: START + 1, rev });
});

it("a message that the journey has left behind moves nobody back", async () => {
  const { enrollment, arrives } = await givenAnn();
  const before = await enrollment();
  await arrives("news", START + 10);
  await arrives("hello", START);
  await arrives("hello", START, Promise.resolve(before));
  expect((await enrollment()).step).toBe("news");
});

it("is noted although the record changed since it was read, and changes nothing else of it", async () => {
  const { deps, enrollment, arrives } = await givenAnn();
  const before = await enrollment();
  await arrives("guide", START + 1);
  await arrives("news", START + 2, Promise.resolve(before));
  const noted = { step: "news", stepAt: START + 2, wants: [], rev: before.rev + 2 };
  expect(await enrollment()).toEqual({ ...before, ...noted });

  await enroll(
    deps,
    learned("ann", { consent: { marketing: false, at: new Date(START).toISOString(), source: "page" } }),
  );
  await arrives("hello", START + 3, Promise.resolve(before));
  expect(await enrollment()).toMatchObject({ status: "ended", step: "news" });
});
