import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  PutSuppressedDestinationCommand,
  type SuppressedDestinationSummary,
} from "@aws-sdk/client-sesv2";
import { isNamed } from "../../aws/errors.ts";
import { mailableAddress } from "../../journey/addresses.ts";
import type { Clients } from "../clients.ts";
import type { Pace } from "../pace.ts";

/** Why SES does not mail an address, in its words. */
export type SesReason = "BOUNCE" | "COMPLAINT";

export interface Listed {
  email: string;
  reason: SesReason;
  at: number;
}

/** The account's own list in SES, of this region: https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html */
export interface SesList {
  /** Everything, a page at a time. */
  pages(): AsyncIterable<Listed[]>;
  find(email: string): Promise<Listed | undefined>;
  /** One that is listed gets this reason. */
  add(email: string, reason: SesReason): Promise<void>;
  /** False: it was not on the list. */
  remove(email: string): Promise<boolean>;
}

/**
 * Requests a second: SES documents one for all its actions but sending, and refuses more with TooManyRequestsException, which the
 * SDK tries again: https://docs.aws.amazon.com/ses/latest/dg/quotas.html#quotas-api
 */
export const SES_RATE = 1;

/** `pace` is awaited before each request. */
export function openSesList(ses: Clients["ses"], pace: Pace): SesList {
  return {
    async *pages() {
      let next: string | undefined;
      do {
        await pace();
        const page = await ses.send(
          new ListSuppressedDestinationsCommand(next === undefined ? {} : { NextToken: next }),
        );
        yield (page.SuppressedDestinationSummaries ?? []).flatMap((one) => toListed(one) ?? []);
        next = page.NextToken;
      } while (next !== undefined);
    },
    async find(email) {
      await pace();
      try {
        const command = new GetSuppressedDestinationCommand({ EmailAddress: mailableAddress(email) });
        const { SuppressedDestination: found } = await ses.send(command);
        return found && toListed(found);
      } catch (error) {
        if (isNamed(error, "NotFoundException")) return undefined;
        throw error;
      }
    },
    async add(email, reason) {
      await pace();
      await ses.send(new PutSuppressedDestinationCommand({ EmailAddress: mailableAddress(email), Reason: reason }));
    },
    async remove(email) {
      await pace();
      try {
        await ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress: mailableAddress(email) }));
        return true;
      } catch (error) {
        if (isNamed(error, "NotFoundException")) return false;
        throw error;
      }
    },
  };
}

function toListed({ EmailAddress, Reason, LastUpdateTime }: SuppressedDestinationSummary): Listed | undefined {
  if (EmailAddress === undefined) return undefined;
  const reason = Reason === "COMPLAINT" ? "COMPLAINT" : "BOUNCE";
  return { email: EmailAddress, reason, at: LastUpdateTime?.getTime() ?? 0 };
}
