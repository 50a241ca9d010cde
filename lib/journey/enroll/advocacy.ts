import { COUPON_REDEEMED, REFERRAL_CONVERTED, REFERRAL_REVERSED, SURVEY_ANSWERED } from "../../campaign/event-facts.ts";
import type { CustomEvent, Purchase, Refund, ShopEvent, SurveyAnswered } from "../../campaign/events.ts";
import type { Put, Update } from "../../store/table.ts";
import { answerOf, withScore } from "../advocacy/answer.ts";
import { codesOf } from "../advocacy/codes.ts";
import { printsOf, withPrints } from "../advocacy/prints.ts";
import { type Redemption, redeemedBy, redemptionOf, redemptionWrites } from "../advocacy/redemption.ts";
import { type Referral, referralOf } from "../advocacy/referral.ts";
import { revocations } from "../advocacy/revocation.ts";
import { withSentBack } from "../advocacy/sent-back.ts";
import type { Contact } from "../contact.ts";
import type { Head } from "../head.ts";
import type { EnrollDeps } from "../ports.ts";
import type { Effect, Profile } from "../records.ts";

/** What an event brings beside what a profile counts: answers, friends, coupons. Decided, not yet written. */
export interface Advocacy {
  profile: Profile;
  writes?: (Put | Update)[];
  effects?: Effect[];
  follows?: ShopEvent[];
  /** Of a purchase with a code. */
  referral?: Referral;
  coupon?: Redemption;
}

/** The customer as read, and with what the event says in itself. */
interface Customer {
  head: Head;
  profile: Profile;
  contact: Contact;
}

type Course = (deps: EnrollDeps, event: never, customer: Customer) => Promise<Advocacy>;

/** `event` is dated now at the latest. */
export async function advocacyOf(deps: EnrollDeps, event: ShopEvent, customer: Customer): Promise<Advocacy> {
  const course = Object.hasOwn(COURSES, event.type) ? COURSES[event.type] : undefined;
  if (course === undefined) return { profile: customer.profile };
  const at = new Date(Math.min(Date.parse(event.at), deps.now())).toISOString();
  return course(deps, { ...event, at } as never, customer);
}

const COURSES: Record<string, Course> = {
  purchase: async (deps, event: Purchase, { head, profile, contact }) => {
    const codes = await codesOf(deps, event.order);
    const prints = printsOf(event.order);
    const bought = prints.length === 0 ? profile : { ...profile, prints: withPrints(profile.prints, prints) };
    const referred = await referralOf(deps, event, codes, { before: head.profile, profile: bought, contact });
    const { referredBy, referral, follows = [] } = referred ?? {};
    const coupon = redemptionOf(deps.shop, event, codes);
    return {
      profile: referredBy === undefined ? bought : { ...bought, referredBy },
      follows: [...follows, ...redeemedBy(event, codes)],
      ...(referral === undefined ? {} : { referral }),
      ...(coupon === undefined ? {} : { coupon }),
    };
  },
  refund: async (_deps, event: Refund, { profile }) => withSentBack(profile, event),
  [SURVEY_ANSWERED]: async (_deps, event: SurveyAnswered, { profile }) => {
    const { write, effects } = answerOf(event);
    return { profile: withScore(profile, event), writes: [write], effects };
  },
  [REFERRAL_CONVERTED]: async (_deps, event: CustomEvent, { profile }) => ({ profile: withReferrals(profile, event) }),
  [REFERRAL_REVERSED]: async (deps, event: CustomEvent, { head, profile }) => ({
    profile: withReferrals(profile, event),
    effects: await revocations(deps, event, head.enrollments.values()),
  }),
  [COUPON_REDEEMED]: async (deps, event: CustomEvent, { profile }) => ({
    profile,
    writes: await redemptionWrites(deps, event),
  }),
};

/** How many count is in the event by then: see advocacy/completed.ts. */
function withReferrals(profile: Profile, { data }: CustomEvent): Profile {
  return { ...profile, referrals: Number(data?.referrals) };
}
