import { expect, it } from "vitest";
import { createPace } from "../../lib/operate/pace.ts";
import { Interrupted } from "../../lib/operate/trouble.ts";
import { givenTime } from "./given-time.ts";

it("lets through so many a second, evenly", async () => {
  const time = givenTime();
  const pace = createPace(100, time);
  for (let i = 0; i < 101; i++) await pace();
  expect(time.now()).toBe(1000);
  expect(Math.max(...time.slept)).toBe(10);
});

it("waits behind a batch as long as the batch is worth", async () => {
  const time = givenTime();
  const pace = createPace(50, time);
  await pace(25);
  expect(time.now()).toBe(0);
  await pace(25);
  expect(time.now()).toBe(500);
});

it("does not make up for time in which nothing was done", async () => {
  const time = givenTime();
  const pace = createPace(10, time);
  await pace();
  await time.sleep(60_000);
  await pace();
  await pace();
  expect(time.now()).toBe(60_100);
});

it("stops at a pace once it is told to", async () => {
  const controller = new AbortController();
  const pace = createPace(10, givenTime(), controller.signal);
  await pace();
  controller.abort();
  await expect(pace()).rejects.toThrow(Interrupted);
});
