import type { Condition } from "../campaign/conditions.ts";
import { type Facts, holds, isMessageFact, MESSAGE_FACTS, partsOf } from "../campaign/holds.ts";
import { customerFacts, startFacts } from "./facts.ts";
import type { Traveler } from "./head.ts";
import { keys } from "./keys.ts";
import type { With } from "./ports.ts";
import type { Enrollment, Send } from "./records.ts";

/** The number of the first way whose condition holds now; the count of ways when none does. Null holds for everyone. */
export async function wayNow(
  deps: With<"shop">,
  customer: string,
  ways: readonly (Condition | null)[],
  { profile, contact }: Pick<Traveler, "profile" | "contact">,
  enrollment: Enrollment,
): Promise<number> {
  const facts: Facts = {
    customer: customerFacts(profile, contact, deps.shop, deps.now()),
    ...startFacts(enrollment),
    messages: await messageFacts(deps, customer, ways, enrollment),
  };
  const way = ways.findIndex((condition) => condition === null || holds(condition, facts));
  return way < 0 ? ways.length : way;
}

async function messageFacts(
  deps: With<"shop">,
  customer: string,
  ways: readonly (Condition | null)[],
  enrollment: Enrollment,
): Promise<NonNullable<Facts["messages"]>> {
  const steps = [...new Set(ways.flatMap((condition) => (condition === null ? [] : messagesIn(condition))))];
  if (steps.length === 0) return {};
  const sends = await deps.table.getMany(steps.map((step) => keys.send(customer, enrollment.id, step)));
  return Object.fromEntries(
    steps.map((step, index) => {
      const send = sends[index] as Send | undefined;
      const isSent = send !== undefined && (send.state === "sent" || send.state === "unconfirmed");
      return [
        step,
        Object.fromEntries(MESSAGE_FACTS.map((fact) => [fact, fact === "sent" ? isSent : send?.[fact] !== undefined])),
      ];
    }),
  );
}

function messagesIn(condition: Condition): string[] {
  return partsOf(condition).flatMap(({ key, value }) => (isMessageFact(key) ? [value as string] : []));
}
