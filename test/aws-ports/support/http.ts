import type { HttpRequest } from "../../../lib/aws/lambda/http.ts";

/** A request as an HTTP API hands it over: it encodes the body of forms. */
export function request(
  method: string,
  path: string,
  {
    body,
    headers = {},
    pathParameters,
  }: {
    body?: string | undefined;
    headers?: Record<string, string>;
    pathParameters?: Record<string, string>;
  } = {},
): HttpRequest {
  const isText = headers["content-type"] === "application/json";
  return {
    version: "2.0",
    rawPath: path,
    headers,
    requestContext: { http: { method, path } },
    ...(pathParameters === undefined ? {} : { pathParameters }),
    ...(body === undefined ? {} : { body: isText ? body : Buffer.from(body).toString("base64") }),
    isBase64Encoded: body !== undefined && !isText,
  } as HttpRequest;
}
