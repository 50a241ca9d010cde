import type { IncomingMessage } from "node:http";

/** A part of a path that was made for one thing, such as a schedule named by a hash. */
const GENERATED = /\/[0-9a-f-]{16,}(?=\/|$)/g;

/** The service and the action of a request, whichever of AWS's protocols it is written in. */
export function actionOf({ headers, method, url = "/" }: Pick<IncomingMessage, "headers" | "method" | "url">): {
  service: string;
  action: string;
} {
  const target = headers["x-amz-target"];
  if (typeof target === "string") {
    const [service = "", action = ""] = target.split(".");
    return { service: service.replace(/_\d{8}$/, "").replace(/^(AWS|Amazon)/, ""), action };
  }
  const { pathname } = new URL(url, "http://engine");
  const [, service, action] = /^\/service\/(\w+)\/operation\/(\w+)/.exec(pathname) ?? [];
  if (service !== undefined && action !== undefined) return { service, action };
  return { service: signedFor(headers.authorization), action: `${method} ${pathname.replace(GENERATED, "/*")}` };
}

/** REST requests name their service only in the scope of the signature. */
function signedFor(authorization = ""): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization)?.[1] ?? "unsigned";
}
