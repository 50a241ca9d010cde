import { type Campaign, campaignSchema } from "../../lib/campaign/campaign.ts";
import { type Shop, shopSchema } from "../../lib/campaign/shop.ts";
import type { Step } from "../../lib/campaign/steps.ts";
import { waysOf } from "../../lib/campaign/walk.ts";
import type { TaskState } from "../../lib/compiler/asl.ts";
import { compile } from "../../lib/compiler/compile.ts";
import type { AwaitRequest, Compiled, SendMessage, StepRequest } from "../../lib/compiler/compiled.ts";
import type { AlertRequest } from "../../lib/compiler/steps/alert.ts";
import type { BranchRequest } from "../../lib/compiler/steps/branch.ts";
import type { CouponRequest } from "../../lib/compiler/steps/coupon.ts";
import type { TagRequest } from "../../lib/compiler/steps/tag.ts";
import type { UntilRequest } from "../../lib/compiler/steps/wait.ts";
import type { WebhookRequest } from "../../lib/compiler/steps/webhook.ts";

/** A shop without hours or limits, so that a test names the ones it is about. */
export const SHOP: Shop = shopSchema.parse({
  name: "Blue Cup Coffee",
  url: "https://bluecup.example",
  from: "hello@bluecup.example",
  address: "12 Harbor Street, Springfield",
  timeZone: "UTC",
  locale: "en",
  currency: "USD",
  consent: "soft-opt-in",
});

/** What a test says of a campaign; a purchase starts it. */
export type Said = Partial<Campaign> & { steps: Step[] };

export function givenCampaign(said: Said): Campaign {
  return campaignSchema.parse({ id: "welcome", name: "Welcome", start: { on: "purchase" }, ...said });
}

export function compiled(said: Said | Step[], shop: Partial<Shop> = {}, templates: Templates = {}): Compiled {
  const kinds = new Map(Object.entries(templates));
  return compile(givenCampaign(Array.isArray(said) ? { steps: said } : said), { ...SHOP, ...shop }, kinds);
}

/** By name, what is not marketing without a topic. */
export type Templates = Record<string, { kind: "marketing" | "transactional"; topic?: string }>;

/** The names of the states that its steps make: "End" is there for catchers that must name a state, "Held…" and "Hold…" for sends. */
export function statesOf({ machine }: Compiled): string[] {
  return Object.keys(machine.States).filter((name) => name !== "End" && !/^(Held by|Hold until)/.test(name));
}

/** However deep, in reading order. */
export function everyStep(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...waysOf(step).flatMap((way) => everyStep(way.steps))]);
}

export function task({ machine }: Compiled, name: string): TaskState {
  const state = machine.States[name];
  if (state?.Type !== "Task") throw new Error(`no task "${name}" among ${Object.keys(machine.States).join("; ")}`);
  return state;
}

export function messageOf(one: Compiled, name: string): SendMessage {
  return task(one, name).Arguments.MessageBody as SendMessage;
}

export function payloadOf(one: Compiled, name: string): Payload {
  return task(one, name).Arguments.Payload as Payload;
}

export function tasksOf({ machine }: Compiled): [string, TaskState][] {
  return Object.entries(machine.States).flatMap(([name, state]) => (state.Type === "Task" ? [[name, state]] : []));
}

type Payload = StepRequest<
  { do: string } & Own<BranchRequest> &
    Own<UntilRequest> &
    Own<TagRequest> &
    Own<CouponRequest> &
    Own<WebhookRequest> &
    Own<AlertRequest>
> &
  AwaitRequest;

type Own<Request> = Omit<Request, "do">;
