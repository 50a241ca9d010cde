import { hash } from "node:crypto";
import { COUPON_REDEEMED, REFERRAL_CONVERTED, REFERRAL_REVERSED } from "../../campaign/event-facts.ts";
import type { CustomEvent, ShopEvent } from "../../campaign/events.ts";
import type { Core } from "../ports.ts";
import { holderOf } from "./codes.ts";

/*
 * Events of ours that follow from what one customer did, and are about another one: who passed a code on, or was given it. They
 * stay in the records of the first, where the code stands in the place of the customer's id, so that nobody's records name
 * anybody else. Whose the code is, is read when they are taken in; of somebody who was erased meanwhile they tell nothing.
 */

const ABOUT_HOLDER: readonly string[] = [REFERRAL_CONVERTED, REFERRAL_REVERSED, COUPON_REDEEMED];

/** An event about whoever holds this code. */
export function aboutHolder(
  type: string,
  code: string,
  { eventId, at, data }: Required<Pick<CustomEvent, "eventId" | "at" | "data">>,
): ShopEvent {
  return { type, eventId, customerId: code, at, data };
}

/** The event as its customer gets it; undefined when there is nobody any more whom it is about. */
export async function addressed(deps: Pick<Core, "table">, event: ShopEvent): Promise<ShopEvent | undefined> {
  if (!ABOUT_HOLDER.includes(event.type)) return event;
  const customerId = await holderOf(deps, event.customerId);
  return customerId === undefined ? undefined : { ...event, customerId };
}

/** That a friend counts, and counts no more: each is told once in all, and does not tell who the friend is. */
export const conversionId = (friend: string): string => `referral~${friendHash(friend)}`;
export const reversalId = (friend: string): string => `reversed~${friendHash(friend)}`;

/** The other one of the two. */
export const conversionTakenBackBy = (reversal: string): string => reversal.replace(/^reversed~/, "referral~");
export const reversalOf = (conversion: string): string => conversion.replace(/^referral~/, "reversed~");

/**
 * Of the journeys that a friend's coming started, a friend who is taken back concerns the one that was started by them. What a
 * conversion led to by another event, as a new stage, is no single friend's.
 */
export function isAboutFriend(startedBy: string, { type, eventId }: Pick<ShopEvent, "type" | "eventId">): boolean {
  if (type !== REFERRAL_REVERSED || !/^referral~[^~]+$/.test(startedBy)) return true;
  return startedBy === conversionTakenBackBy(eventId);
}

/** That the coupon of this step was redeemed: told once a code. */
export function redemptionId({ enrollment, step }: { enrollment: string; step: string }): string {
  return `redeemed~${enrollment}~${step}`;
}

/** Of which step of which journey it tells. */
export function redeemedStep(eventId: string): { enrollment: string; step: string } {
  const [, enrollment = "", ...step] = eventId.split("~");
  return { enrollment, step: step.join("~") };
}

function friendHash(friend: string): string {
  return hash("sha256", friend, "hex").slice(0, 16);
}
