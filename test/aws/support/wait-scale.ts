import type { Engine } from "../engines/ministack.ts";

/** From now on Wait states last their seconds times `scale`; timeouts are as `startMiniStack` was told. */
export async function setWaitScale(engine: Engine, scale: number): Promise<void> {
  const body = JSON.stringify({ "stepfunctions._SFN_WAIT_SCALE": scale });
  const answer = await fetch(`${engine.endpoint}/_ministack/config`, { method: "POST", body });
  const { applied } = (await answer.json()) as { applied: Record<string, number> };
  if (applied["stepfunctions._SFN_WAIT_SCALE"] !== scale)
    throw new Error(`the engine did not take a wait scale of ${scale}`);
}
