import type { Put } from "../../store/table.ts";
import type { Head } from "../head.ts";
import { keys } from "../keys.ts";
import { type Enrollment, type Past, toItem, unchanged } from "../records.ts";

/**
 * Writes enrollments where nobody changed them since `head` was read. A new one takes the place of the last one in its campaign,
 * which goes into the history: as it was read, or as `replaced` says that it ended.
 */
export function enrollmentWrites(
  customer: string,
  head: Head,
  { enrollments, replaced }: { enrollments: readonly Enrollment[]; replaced: ReadonlyMap<string, Enrollment> },
  /** Of the history. */
  expires: { expires?: number },
): Put[] {
  return enrollments.flatMap((next): Put[] => {
    const read = head.enrollments.get(next.campaign);
    const write: Put = { put: toItem(keys.enrollment(customer, next.campaign), next), if: unchanged(read) };
    if (read === undefined || read.id === next.id) return [write];
    const { status, goalMetAt } = read;
    const was = { status, ...(goalMetAt === undefined ? {} : { goalMetAt }) };
    const past: Past & { expires?: number } = { ...(replaced.get(next.campaign) ?? read), was, ...expires };
    return [write, { put: toItem(keys.past(customer, next.campaign, past.id), past) }];
  });
}
