import { answerLink, type RespondDeps, troublePage } from "../lib/aws/courses/unsubscribe.ts";
import type { Open } from "../lib/aws/lambda/handler.ts";
import { httpHandler } from "../lib/aws/lambda/http.ts";
import { openCore } from "../lib/aws/open/core.ts";
import { openLinks } from "../lib/aws/open/links.ts";
import { project } from "../lib/aws/project.ts";
import type { Shop } from "../lib/campaign/shop.ts";

/** The pages behind the links in messages. */
export const createHandler = (open: Open<RespondDeps>, shop: () => Shop) =>
  httpHandler(open, answerLink, () => troublePage(shop().name));

const ourShop = () => project<"shop">().shop;

export const handler = createHandler(
  async ({ log }) => ({ ...openCore(log), shop: ourShop(), links: await openLinks() }),
  ourShop,
);
