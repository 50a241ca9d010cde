import type { Rule } from "./rule.ts";
import { ACCOUNT } from "./rules/account.ts";
import { DNS } from "./rules/dns.ts";
import { FILES } from "./rules/files.ts";
import { MAIL_FROM } from "./rules/mail-from.ts";
import { REPUTATION } from "./rules/reputation.ts";
import { SENDER } from "./rules/sender.ts";
import { SET } from "./rules/set.ts";

/** Everything that is checked, in the order in which it is told. docs/deliverability.md lists the same. */
export const RULES: readonly Rule[] = [...FILES, ...DNS, ...ACCOUNT, ...SENDER, ...MAIL_FROM, ...SET, ...REPUTATION];
