import { countSent } from "../lib/aws/courses/counting.ts";
import { readPayload } from "../lib/aws/incoming/payload.ts";
import type { Open } from "../lib/aws/lambda/handler.ts";
import { queueHandler } from "../lib/aws/lambda/records.ts";
import { openSending, type Sending } from "../lib/aws/open/sending.ts";
import type { ChoiceMessage, SendMessage } from "../lib/compiler/compiled.ts";
import { send } from "../lib/journey/send.ts";

/** A choice of messages has no step and no template yet. */
const TEXTS = ["token", "version", "due"] as const;

/** Sends the messages that machines have put on the send queue. */
export const createHandler = (open: Open<Sending>) =>
  queueHandler("send", open, async (deps, body, tools) => {
    const message = readPayload<SendMessage | ChoiceMessage>(body, "the message on the send queue", TEXTS);
    countSent(tools, await send(deps, message));
  });

export const handler = createHandler(openSending);
