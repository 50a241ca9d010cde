import { expect, test } from "vitest";
import { eventually } from "./eventually.ts";

test("asks again until there is something", async () => {
  const answers = [undefined, undefined, "found"];

  expect(await eventually("it", async () => answers.shift())).toBe("found");
});

test("says what it saw last when time is over", async () => {
  const probe = async () => expect(["one"]).toEqual(["one", "two"]);

  await expect(eventually("two mails", async () => (await probe()) ?? undefined, 1)).rejects.toThrow(
    /two mails: not within 0.001 s; last seen: expected/,
  );
  await expect(eventually("a mail", async () => undefined, 1)).rejects.toThrow(/last seen: nothing/);
});
