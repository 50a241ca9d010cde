import { expect, test } from "vitest";
import { givenDoubles } from "./doubles.ts";

test("systems of the shop answer as a test says, also when it says so later", async () => {
  const doubles = givenDoubles();
  const asked = () => doubles.deps.caller.post({ url: "https://crm.bluecup.example/", id: "1", body: {} });
  expect(await asked()).toBe(200);
  doubles.system.status = 503;
  expect(await asked()).toBe(503);
  expect(doubles.calls).toHaveLength(2);
});
