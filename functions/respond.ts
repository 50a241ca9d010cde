import { dynamoClient } from "../lib/aws/clients.ts";
import { answerRequest, type RespondDeps, troublePage } from "../lib/aws/courses/answer-link.ts";
import { createPut } from "../lib/aws/door.ts";
import { need } from "../lib/aws/environment.ts";
import type { Open } from "../lib/aws/lambda/handler.ts";
import { httpHandler } from "../lib/aws/lambda/http.ts";
import { openAddresses } from "../lib/aws/open/addresses.ts";
import { openCore } from "../lib/aws/open/core.ts";
import { openFreshLinks, openLinks } from "../lib/aws/open/links.ts";
import { project } from "../lib/aws/project.ts";
import type { Shop } from "../lib/campaign/shop.ts";

/** The pages behind the links in messages. */
export const createHandler = (open: Open<RespondDeps>, shop: () => Shop) =>
  httpHandler(open, answerRequest, () => troublePage(shop()));

const ourShop = () => project<"shop">().shop;

export const handler = createHandler(async ({ log }) => {
  const [links, addresses] = await Promise.all([openLinks(), openAddresses()]);
  const put = createPut({ client: dynamoClient(), tableName: need("EVENTS_TABLE") });
  return { ...openCore(log), shop: ourShop(), links, freshLinks: openFreshLinks, addresses, put };
}, ourShop);
