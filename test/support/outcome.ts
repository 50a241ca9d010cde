import { readHead } from "../../lib/journey/head.ts";
import type { TestWorld } from "./world.ts";

/** What became of these customers, without the times that a retry moves. */
export async function outcome(shop: TestWorld, customers: readonly string[]) {
  const people = await Promise.all(customers.map((customer) => personOf(shop, customer)));
  return {
    people: Object.fromEntries(people),
    mails: shop.mails().sort(),
    executions: shop.ends.map(({ campaign, status }) => `${campaign} ${status}`).sort(),
    figures: Object.fromEntries([...shop.figures].sort()),
    deadLetters: shop.engine.deadLetters().length,
  };
}

async function personOf(shop: TestWorld, customer: string): Promise<[string, object]> {
  const { contact, profile, enrollments } = await readHead(shop.table, customer);
  const [past, sends] = await Promise.all([shop.past(customer), shop.sends(customer)]);
  return [
    customer,
    {
      consent: contact?.consent?.marketing,
      counted: contact?.sent.length,
      orders: profile?.orders,
      spent: profile?.spent,
      items: profile?.items,
      tags: profile?.tags,
      journeys: [...enrollments.values(), ...past]
        .map(({ campaign, status, outcome = "", goalMetAt }) => ({
          campaign,
          status,
          outcome,
          won: goalMetAt !== undefined,
        }))
        .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
      sends: sends.map(({ step, state, reason, clicked }) => ({ step, state, reason, clicked: clicked !== undefined })),
    },
  ];
}
