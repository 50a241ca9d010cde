import type { ToldFault } from "./faults.ts";

/** 256 KB: 25 events of 10 KB each; the largest orders of shops are smaller. */
const MOST_BYTES = 256 * 1024;

export function refuseSize(body: string): ToldFault | undefined {
  // A UTF-16 unit takes three bytes at most, so that most bodies need no counting.
  if (body.length * 3 <= MOST_BYTES) return undefined;
  const bytes = Buffer.byteLength(body);
  if (bytes <= MOST_BYTES) return undefined;
  const what = `this has ${bytes} bytes, and at most ${MOST_BYTES} are taken`;
  return { where: "request body", what, fix: "send fewer events in one request" };
}

export function refuseType(contentType: string | undefined): ToldFault | undefined {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return undefined;
  const fix = "send the header content-type: application/json";
  return { where: "header content-type", what: "this is not said to be JSON", fix };
}

/** The parser's own message would quote the body, which is personal data. */
export function parseBody(body: string): { value: unknown } | { fault: ToldFault } {
  try {
    return { value: JSON.parse(body) };
  } catch {
    const fix = 'send one event as a JSON object, or { "events": [ … ] }';
    return { fault: { where: "request body", what: "this is not JSON", fix } };
  }
}
