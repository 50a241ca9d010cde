import type { Mail, Mailer, SendId } from "../../lib/journey/ports.ts";

export interface Taken {
  mail: Mail;
  at: number;
}

/** A mailer that remembers what it took. */
export interface MailerDouble extends Mailer {
  taken: Taken[];
  /** Thrown by the next calls of `send`, in this order; undefined lets a call through. */
  throws: (Error | undefined)[];
}

interface Parts {
  now(): number;
  /** Called when a message was taken. */
  onTaken?(mail: Mail): void;
}

/** Can tell what it took, as the local inbox can. */
export function exactMailer(parts: Parts): MailerDouble {
  const mailer = doubleOf(parts, async (sendId) =>
    mailer.taken.some(({ mail }) => same(mail.sendId, sendId)) ? "sent" : "never",
  );
  return mailer;
}

/** Cannot tell, as SES cannot: only its `Send` event may say so, later or never. */
export function sesLikeMailer(parts: Parts): MailerDouble {
  return doubleOf(parts, async () => "unknown");
}

function doubleOf({ now, onTaken }: Parts, wasSent: Mailer["wasSent"]): MailerDouble {
  const taken: Taken[] = [];
  const throws: MailerDouble["throws"] = [];
  return {
    taken,
    throws,
    async send(mail) {
      const error = throws.shift();
      if (error !== undefined) throw error;
      taken.push({ mail, at: now() });
      onTaken?.(mail);
      return { messageId: `m-${taken.length}` };
    },
    wasSent,
  };
}

function same(one: SendId, other: SendId): boolean {
  return one.customer === other.customer && one.enrollment === other.enrollment && one.step === other.step;
}
