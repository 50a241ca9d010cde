import { parseBody, refuseSize, refuseType } from "./body.ts";
import type { ToldFault } from "./faults.ts";
import { guestId } from "./parts/guests.ts";
import type { Answer, DoorPorts, DoorRequest } from "./ports.ts";
import { receiveEvents } from "./receive-events.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import type { DoorSecrets } from "./secrets.ts";
import { refuseSender } from "./signature/regulars.ts";
import { refuseWebhook } from "./signature/webhooks.ts";
import { TROUBLE } from "./store.ts";
import { isPing } from "./woocommerce/translate.ts";

/**
 * Answers one request to the door, whatever it is; never throws.
 * 1. Refuse what is too large, what is not JSON by its header, and whoever cannot show who they are.
 * 2. Read the events, or translate the webhook.
 * 3. Store what is good, and say of each what became of it.
 */
export async function receive(request: DoorRequest, secrets: DoorSecrets, ports: DoorPorts): Promise<Answer> {
  const { path, headers, body, now } = request;
  const tooLarge = refuseSize(body);
  if (tooLarge !== undefined) return refusal(413, tooLarge);
  if (path === "woocommerce" && isPing(request)) return { status: 200, body: { passedOver: "this is a ping" } };
  const wrongType = refuseType(headers["content-type"]);
  if (wrongType !== undefined) return refusal(415, wrongType);
  const stranger =
    path === "events" ? refuseSender(request, secrets.keys) : refuseWebhook(request, path, secrets[path]);
  if (stranger !== undefined) return refusal(401, stranger);

  const parsed = parseBody(body);
  if ("fault" in parsed) return refusal(400, parsed.fault);
  try {
    if (path === "events") return await receiveEvents(parsed.value, now, ports);
    const guestKey = secrets.guests ?? secrets.keys[0] ?? "";
    const around = { orders: ports.orders, guest: (email: string) => guestId(email, guestKey) };
    return await receiveWebhook(path, headers, parsed.value, around, now, ports.put);
  } catch (error) {
    return { ...refusal(503, TROUBLE), errors: [error] };
  }
}

function refusal(status: number, fault: ToldFault): Answer {
  return { status, body: { faults: [fault] } };
}
