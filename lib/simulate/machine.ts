import type { SurveyKind } from "../campaign/holds.ts";
import type { Choice, ChoiceMessage, ChosenMessage, Compiled, SendMessage, StepRequest } from "../compiler/compiled.ts";
import type { AlertRequest } from "../compiler/steps/alert.ts";
import type { CouponRequest } from "../compiler/steps/coupon.ts";
import type { WebhookRequest } from "../compiler/steps/webhook.ts";

/** One message that a machine sends, as a simulation looks at it. */
export interface MachineMessage {
  step: string;
  template: string;
  /** It serves the customer: no limit counts it. */
  transactional?: true;
  topic?: string;
  survey?: SurveyKind;
}

/** Every message that the machine of a campaign may send. */
export function messagesOf({ machine }: Pick<Compiled, "machine">): MachineMessage[] {
  return Object.values(machine.States).flatMap((state) => {
    const body = state.Type === "Task" ? state.Arguments.MessageBody : undefined;
    if (body === undefined) return [];
    const message = body as SendMessage | ChoiceMessage;
    if ("choose" in message) return chosen(message.choose).map((one) => seen(one));
    return [seen(message, message.survey)];
  });
}

type Request = StepRequest<CouponRequest | WebhookRequest | AlertRequest>;

/** What the machine asks functions to do, of these kinds, and in which state: giving a code, calling a system of the shop, telling the team. */
export function requestsOf<Kind extends Request["do"]>(
  { machine }: Pick<Compiled, "machine">,
  ...kinds: readonly Kind[]
): (Extract<Request, { do: Kind }> & { state: string })[] {
  return Object.entries(machine.States).flatMap(([name, state]) => {
    const payload = state.Type === "Task" ? (state.Arguments.Payload as Request | undefined) : undefined;
    const isAsked = payload !== undefined && (kinds as readonly string[]).includes(payload.do);
    return isAsked ? [{ ...(payload as Extract<Request, { do: Kind }>), state: name }] : [];
  });
}

function chosen({ ways }: Choice): ChosenMessage[] {
  return ways.flatMap((way) => (way === null ? [] : "ways" in way ? chosen(way) : [way]));
}

function seen({ step, template, rules }: ChosenMessage, survey?: SurveyKind): MachineMessage {
  const { transactional, topic } = rules;
  return {
    step,
    template,
    ...(transactional === undefined ? {} : { transactional }),
    ...(topic === undefined ? {} : { topic }),
    ...(survey === undefined ? {} : { survey }),
  };
}
