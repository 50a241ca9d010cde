import { NotSent } from "../journey/ports.ts";

/** What was handed in can never be taken: it is set aside at once, with this message as its reason. */
export class Refused extends Error {
  override name = "Refused";
}

/** Whether an error has one of these names. SDK errors are told apart by name: a bundle may hold a class twice. */
export function isNamed(error: unknown, ...names: string[]): boolean {
  return names.includes(nameOf(error));
}

/** Reasons of AWS or of this deployment, under any name that AWS services give them; none is about the record in hand. */
const NAMES = new Set([
  // Too much at once, or a limit that others have used up.
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "LimitExceededException",
  "ServiceQuotaExceededException",
  "ExecutionLimitExceeded",
  "OverLimit",
  "BandwidthLimitExceeded",
  "SlowDown",
  // Others were in the way.
  "TransactionConflictException",
  "TransactionInProgressException",
  "ReplicatedWriteConflictException",
  "ConflictException",
  "TransactionRefused",
  "ConcurrentModificationException",
  // Something between us and AWS.
  "TimeoutError",
  "AbortError",
  "RequestTimeout",
  "RequestTimeoutException",
  "RequestTimeTooSkewed",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "InternalServerError",
  "InternalFailure",
  "InternalServerException",
  "InternalServiceErrorException",
  "InternalServiceError",
  // What a deployment mends for all records alike; setting them aside one by one would only make work.
  "AccessDenied",
  "AccessDeniedException",
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidSignatureException",
  "UnrecognizedClientException",
  "ResourceNotFoundException",
  "QueueDoesNotExist",
  "KmsAccessDeniedException",
  "KmsInvalidStateException",
  // Of our own: a message whose fate is not known yet, a click that others are to be heard with, and records that others kept changing.
  "ClaimOpen",
  "Unsettled",
  "Contended",
]);

/** A connection that was never made. */
const UNCONNECTED = ["ECONNREFUSED", "EAI_AGAIN", "ENOTFOUND"];
/** Node's names for a network that does not work at the moment. */
const CODES = new Set([
  ...UNCONNECTED,
  "ECONNABORTED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "UND_ERR_SOCKET",
]);

/** How the SDK marks what went wrong. */
interface Marked {
  $fault?: unknown;
  $retryable?: unknown;
  $metadata?: { httpStatusCode?: number };
  code?: unknown;
}

/**
 * Whether a record failed for a reason that has nothing to do with it: throttling, timeouts, faults of a service or the
 * network, permissions. Its source keeps it and hands it over again; anything else would fail again each time.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof NotSent) return !error.forGood;
  const name = nameOf(error);
  if (NAMES.has(name) || /throttl|TooManyRequests/i.test(name)) return true;
  if (typeof error !== "object" || error === null) return false;
  const { $fault, $retryable, $metadata, code } = error as Marked;
  if ($fault === "server" || $retryable !== undefined) return true;
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 || status === 429 || (typeof code === "string" && CODES.has(code));
}

/** Whether a request surely never reached anybody. */
export function isUnconnected(error: unknown): boolean {
  return UNCONNECTED.includes(String((error as Marked | undefined)?.code));
}

/** Whether another try makes sense only after a while, not at once. */
export function isForLater(error: unknown): boolean {
  return error instanceof NotSent || isNamed(error, "ClaimOpen", "Unsettled");
}

export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
