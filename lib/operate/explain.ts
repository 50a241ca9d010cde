import { isNamed } from "../aws/errors.ts";
import { Trouble } from "./trouble.ts";

const EXPIRED = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];
const REJECTED = [
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "AuthFailure",
];
const FORBIDDEN = ["AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation"];
const OFFLINE = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH", "ETIMEDOUT"];

/** An error of AWS or of its SDK that an operator can mend, in their words; any other one as it is. */
export function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  if (/region is missing/i.test(message)) {
    return new Trouble("no AWS region is set; name the stack's with --region, such as --region eu-central-1");
  }
  if (/^region not accepted/i.test(message)) {
    return new Trouble(`${firstLine(message)}; write its code, such as --region eu-central-1`);
  }
  if (isNamed(error, "CredentialsProviderError", "TokenProviderError")) {
    return new Trouble(
      `there are no AWS credentials that work: ${firstLine(message)}; name a profile with --profile, sign in, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
    );
  }
  if (isNamed(error, ...EXPIRED)) return new Trouble("the AWS credentials have expired; sign in again");
  if (isNamed(error, ...REJECTED)) {
    return new Trouble(
      `AWS does not accept these credentials (${error.name}); check the profile, the keys and this machine's clock`,
    );
  }
  if (isNamed(error, ...FORBIDDEN)) {
    return new Trouble(`AWS does not let you do this: ${firstLine(message)}; ask whoever gives permissions`);
  }
  if (OFFLINE.includes(codeOf(error))) {
    return new Trouble(`AWS cannot be reached (${codeOf(error)}); check the network, and that the region exists`);
  }
  if (isOfAws(error)) {
    return new Trouble(`AWS did not do it (${error.name}): ${firstLine(message)}; run the command again`);
  }
  return error;
}

/** Requests that AWS finds malformed are a fault of ours. */
function isOfAws(error: Error): boolean {
  if (isNamed(error, "ValidationException", "ValidationError", "SerializationException")) return false;
  return "$metadata" in error || isNamed(error, "TimeoutError");
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/[.;\s]+$/, "");
}
