import { createHmac } from "node:crypto";

/**
 * The customer id of somebody who has no account: the same for the same address in any case. Keyed, because plain hashes of
 * addresses can be guessed.
 */
export function guestId(email: string, key: string): string {
  if (key === "") throw new Error("the door has no key to make the ids of guests with; set the key of its secret");
  // 128 of the 256 bits: no two guests of any shop will share an id.
  const mac = createHmac("sha256", key).update(`guest\n${email.trim().toLowerCase()}`).digest();
  return `guest-${mac.toString("hex", 0, 16)}`;
}
