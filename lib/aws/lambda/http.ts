import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

export type HttpRequest = APIGatewayProxyEventV2;
export type HttpAnswer = APIGatewayProxyStructuredResultV2;

/** The body as it was sent: API Gateway encodes what it does not take for text. */
export function bodyOf({ body = "", isBase64Encoded }: HttpRequest): string {
  return isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
}

export function json(statusCode: number, body: object): HttpAnswer {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return { statusCode, headers, body: JSON.stringify(body) };
}
