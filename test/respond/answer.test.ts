import { expect, test } from "vitest";
import { methodsOf, WAYS } from "../../lib/respond/answer.ts";
import { givenReader } from "./given.ts";

test.each(WAYS.filter((way) => way !== "r"))("a link /%s/ that we have not made leads to nobody", async (way) => {
  const { follow, contact, events } = await givenReader();
  for (const body of [undefined, "no=1&yes=1&score=9&comment=x"]) {
    const answer = await follow(way, "/forged.token", body);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("This link does not work");
  }
  expect((await contact("ann")).consent).toBeUndefined();
  expect(events).toEqual([]);
});

test("pages have forms; a way that only leads on has none", () => {
  expect(WAYS.map((way) => `${way}: ${methodsOf(way)}`)).toEqual([
    "u: GET,POST",
    "p: GET,POST",
    "y: GET,POST",
    "s: GET,POST",
    "r: GET,HEAD",
  ]);
});
