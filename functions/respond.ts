import { answerLink, type RespondDeps } from "../lib/aws/courses/unsubscribe.ts";
import { handler as handlerOf } from "../lib/aws/lambda/handler.ts";
import type { HttpRequest } from "../lib/aws/lambda/http.ts";
import type { Open } from "../lib/aws/lambda/records.ts";
import { openCore } from "../lib/aws/open/core.ts";
import { openLinks } from "../lib/aws/open/links.ts";
import { project } from "../lib/aws/project.ts";

/** The pages behind the links in messages. */
export const createHandler = (open: Open<RespondDeps>) =>
  handlerOf(async (request: HttpRequest, tools) => answerLink(await open(tools), request, tools));

export const handler = createHandler(async ({ log }) => {
  const { shop } = project<"shop">();
  return { ...openCore(log), shop, links: await openLinks() };
});
