import type { Deps } from "../../lib/journey/ports.ts";

/** What a killed process or a cut connection looks like to its caller. */
export class Crash extends Error {
  override name = "Crash";
}

export interface Fault {
  /** The call that fails, counted from 1 over all ports. */
  call: number;
  /** "before": nothing was done. "after": it was done, and the reply got lost. */
  when: "before" | "after";
}

export interface Faults {
  /** Calls so far. */
  calls: number;
  /** Names of the calls, in order. */
  trace: string[];
  /** The faults still to come. */
  plan: Fault[];
}

const PORTS = {
  table: ["get", "getMany", "query", "write", "transact"],
  executions: ["start", "stop"],
  tokens: ["succeed", "fail"],
  schedules: ["set", "cancel"],
  mailer: ["send", "wasSent"],
} as const;

type Method = (...args: unknown[]) => Promise<unknown>;

/** Makes calls of these dependencies fail as planned; whoever shares the object meets the faults. */
export function injectFaults(deps: Deps, plan: Fault[] = []): Faults {
  const faults: Faults = { calls: 0, trace: [], plan };
  eachCall(deps, async (name, call) => {
    faults.calls += 1;
    faults.trace.push(name);
    const fault = faults.plan.find((planned) => planned.call === faults.calls);
    if (fault?.when === "before") throw new Crash(`before call ${faults.calls}, ${name}`);
    const result = await call();
    if (fault?.when === "after") throw new Crash(`after call ${faults.calls}, ${name}`);
    return result;
  });
  return faults;
}

/** Puts `around` around every call that journeys make outside. */
export function eachCall(deps: Deps, around: (name: string, call: () => Promise<unknown>) => Promise<unknown>): void {
  for (const [port, methods] of Object.entries(PORTS)) {
    const inner = deps[port as keyof typeof PORTS] as unknown as Record<string, Method>;
    const outer: Record<string, Method> = {};
    for (const method of methods) {
      outer[method] = (...args) => around(`${port}.${method}`, async () => inner[method]?.(...args));
    }
    Object.assign(deps, { [port]: { ...inner, ...outer } });
  }
}

/** Whoever delivers an event or a message tries again until it is done: a stream, SQS, EventBridge. */
export async function atLeastOnce<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; tries < 50; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Crash) && !(error instanceof Error && error.name === "ClaimOpen")) throw error;
    }
  }
  throw new Error("it failed 50 times");
}
