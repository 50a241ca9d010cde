import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { regulars } from "../journeys/regulars.ts";
import type { Stage } from "../journeys/stage.ts";
import { FEW } from "../project/campaigns.ts";
import { statesDeployed } from "./deployed.ts";
import { statesLocally } from "./local.ts";
import { WAYS } from "./ways.ts";

/** The local engine is honest as long as it agrees with another one. */
export function parity(given: () => Stage): void {
  beforeAll(async () => {
    const file = join(given().folder.path, "few.csv");
    await writeFile(file, `${FEW.join("\n")}\n`);
    const told = await regulars(given(), "coupons", "import", "few", file);
    expect(told).toMatchObject({ added: FEW.length });
  });

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
