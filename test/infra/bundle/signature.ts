import { createHash, createHmac } from "node:crypto";
import type { Heard } from "./listener.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * The signature that a request without a query would bear if this secret had signed it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signatureBy(secret: string, { method, path, headers, body }: Heard): string {
  const { scope = "", signed = "" } =
    /Credential=[^/]+\/(?<scope>[^,]+), SignedHeaders=(?<signed>[^,]+)/.exec(headers.authorization ?? "")?.groups ?? {};
  const [date = "", region = "", service = "", end = ""] = scope.split("/");
  const lines = signed.split(";").map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, " ")}\n`);
  const canonical = [method, path, "", lines.join(""), signed, sha256(body)].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = [date, region, service, end].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, toSign).toString("hex");
}
