import { describe, expect, test } from "vitest";
import type { Stage } from "../journeys/stage.ts";
import { statesDeployed } from "./deployed.ts";
import { statesLocally } from "./local.ts";
import { WAYS } from "./ways.ts";

/** The local engine is honest as long as it agrees with another one. */
export function parity(given: () => Stage): void {
  describe.concurrent("enters the same states as on the local engine", () => {
    for (const way of WAYS) {
      test(`${way.campaign}: ${way.name}`, async () => {
        const local = await statesLocally(way, given().project);

        const deployed = await statesDeployed(way, given());

        expect(local.length).toBeGreaterThan(0);
        expect(deployed).toEqual(local);
      });
    }
  });
}
