import type * as z from "zod";
import type { Fault } from "../campaign/faults.ts";
import { pathText } from "../campaign/reading/finding.ts";

/** A fault as the sender reads it. Never quotes what was sent: that is personal data. */
export interface ToldFault {
  where: string;
  what: string;
  why?: string;
  fix: string;
}

export function told({ file, path, what, why, fix }: Fault): ToldFault {
  return { where: path === "" ? file : `${file} ${path}`, what, ...(why === undefined ? {} : { why }), fix };
}

/**
 * What a schema found in a webhook.
 * @param document how its sender knows it: `Shopify order`
 */
export function toldIssues(document: string, error: z.ZodError, fix: string): ToldFault[] {
  return error.issues.map((issue) => {
    const path = issue.path.filter((part) => typeof part !== "symbol");
    return { where: path.length === 0 ? document : `${document} ${pathText(path)}`, what: issue.message, fix };
  });
}
