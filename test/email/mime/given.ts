import type { Mail } from "../../../lib/journey/ports.ts";

/** A message of the shop, with these parts in place of its own. */
export function mail(parts: Partial<Mail> = {}): Mail {
  return {
    sendId: { customer: "ann", enrollment: "0123abcd", step: "hello" },
    campaign: "welcome",
    template: "hello",
    from: "hello@bluecup.example",
    fromName: "Blue Cup Coffee",
    to: "ann@mail.example",
    subject: "Hello",
    html: "<p>Hello</p>",
    text: "Hello",
    headers: {
      "List-Unsubscribe": "<https://mail.bluecup.example/u/x>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    ...parts,
  };
}
