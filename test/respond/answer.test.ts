import { expect, test } from "vitest";
import { WAYS } from "../../lib/respond/answer.ts";
import { givenReader } from "./given.ts";

test.each(WAYS)("a link /%s/ that we have not made leads to nobody", async (way) => {
  const { follow, contact, events } = await givenReader();
  for (const body of [undefined, "no=1&yes=1"]) {
    const answer = await follow(way, "/forged.token", body);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("This link does not work");
  }
  expect((await contact("ann")).consent).toBeUndefined();
  expect(events).toEqual([]);
});
