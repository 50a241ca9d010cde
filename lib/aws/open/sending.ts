import type { SendDeps } from "../../journey/ports.ts";
import { mailClient } from "../clients.ts";
import { type DeadLetters, openDeadLetters } from "../dead-letters.ts";
import { need } from "../environment.ts";
import type { Tools } from "../lambda/tools.ts";
import { createMailer } from "../mailer.ts";
import { project } from "../project.ts";
import { openRedelivery, type Redelivery } from "../redelivery.ts";
import { createTemplateStore } from "../templates.ts";
import { openAddresses } from "./addresses.ts";
import { openCore } from "./core.ts";
import { openLinkMaker } from "./links.ts";

export type Sending = SendDeps & { deadLetters: DeadLetters; redelivery: Redelivery };

let templates: SendDeps["templates"] | undefined;

/** Everything that sending a message needs, on AWS. */
export async function openSending({ log }: Tools): Promise<Sending> {
  const core = openCore(log);
  templates ??= createTemplateStore(core);
  const mailer = createMailer({
    client: mailClient(),
    configurationSet: need("CONFIGURATION_SET"),
    untrackedPrefix: `${need("PUBLIC_URL").replace(/\/+$/, "")}/`,
  });
  const { shop } = project<"shop">();
  const queues = { deadLetters: openDeadLetters(), redelivery: openRedelivery() };
  const [links, addresses] = await Promise.all([openLinkMaker(), openAddresses()]);
  return { ...core, ...queues, shop, templates, mailer, links, addresses };
}
