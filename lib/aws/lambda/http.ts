import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { nameOf } from "../errors.ts";
import { type Handler, lambdaHandler, type Open } from "./handler.ts";
import type { Tools } from "./tools.ts";

export type HttpRequest = APIGatewayProxyEventV2;
export type HttpAnswer = APIGatewayProxyStructuredResultV2;

/** Answers requests of an HTTP API. Our own trouble goes to the log; whoever asked gets `trouble`. */
export function httpHandler<Needs>(
  open: Open<Needs>,
  answer: (needs: Needs, request: HttpRequest, tools: Tools) => Promise<HttpAnswer>,
  trouble: () => HttpAnswer,
): Handler<HttpRequest, HttpAnswer> {
  return lambdaHandler(async (request, tools) => {
    try {
      return await answer(await open(tools), request, tools);
    } catch (error) {
      logTrouble(tools, error);
      return trouble();
    }
  });
}

export function logTrouble({ log }: Tools, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  log("error", "a request failed", { error: nameOf(error), reason });
}

/** The body as it was sent: API Gateway encodes what it does not take for text. */
export function bodyOf({ body = "", isBase64Encoded }: HttpRequest): string {
  return isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
}
