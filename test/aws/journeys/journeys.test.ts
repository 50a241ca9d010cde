import { afterAll, beforeAll, describe, vi } from "vitest";
import { advocacyCrashes } from "../advocacy/crashes.ts";
import { friends } from "../advocacy/friends.ts";
import { stages } from "../advocacy/stages.ts";
import { telling } from "../advocacy/telling.ts";
import { winBack } from "../counted/win-back.ts";
import { parity } from "../parity/parity.ts";
import { begin } from "./begin.ts";
import { crashes } from "./crashes.ts";
import { delivered } from "./delivered.ts";
import { door } from "./door.ts";
import { figures } from "./figures.ts";
import { limits } from "./limits.ts";
import { machines } from "./machines.ts";
import { messages } from "./messages.ts";
import { pausing } from "./pausing.ts";
import { poison } from "./poison.ts";
import { redeployed } from "./redeployed.ts";
import { refusals } from "./refusals.ts";
import { repeats } from "./repeats.ts";
import { givenStage, type Stage } from "./stage.ts";

// Most of a journey is waiting: many go on side by side.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000, maxConcurrency: 16 });

let stage: Stage;
beforeAll(async () => {
  stage = await givenStage();
});
afterAll(async () => {
  await stage?.stop();
});
const given = () => stage;

winBack(given);
describe.concurrent("customers", () => {
  // What takes longest begins first.
  parity(given);
  messages(given);
  machines(given);
  refusals(given);
  repeats(given);
  limits(given);
  begin(given);
  friends(given);
  telling(given);
  stages(given);
});
door(given);
delivered(given);
poison(given);
crashes(given);
advocacyCrashes(given);
pausing(given);
redeployed(given);
figures(given);
