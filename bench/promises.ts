import { BREACHES } from "../test/scenarios/million/check.ts";
import type { Counts } from "../test/scenarios/million/live.ts";
import { sendAndCheck, sentIn } from "../test/scenarios/million/run.ts";

/** As lines of words, for people. */
export function describePromises(counts: Counts, seconds: number): string[] {
  const { sent, did, withheld, deferred, breaches } = counts;
  const listed = (numbers: ReadonlyMap<string, number>): string[] =>
    [...numbers].sort(([, one], [, other]) => other - one).map(([name, n]) => `${figure(n)}  ${name}`);
  return [
    `${figure(sentIn(counts))}  messages sent in ${seconds.toFixed(0)} s: ${sent.marketing} marketing, ${sent.transactional} that serve the customer`,
    `${figure(deferred)}  times told to come back later`,
    "",
    "what customers did:",
    ...listed(did),
    "",
    "messages withheld:",
    ...listed(withheld),
    "",
    "messages that broke a promise:",
    ...BREACHES.map((breach) => `${figure(breaches.get(breach) ?? 0)}  ${breach}`),
  ];
}

function figure(n: number): string {
  return String(n).padStart(9);
}

/** `node bench/promises.ts 1000000`: the process fails when one promise is broken. */
async function main(words: readonly string[]): Promise<void> {
  const [sends = 1_000_000, seed = 1] = words.map(Number);
  if (!Number.isSafeInteger(sends) || sends < 1 || !Number.isSafeInteger(seed)) {
    throw new Error("give a number of messages and perhaps a seed, such as: node bench/promises.ts 1000000 7");
  }
  const began = performance.now();
  const counts = await sendAndCheck(sends, seed, (sofar) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${sentIn(sofar)} sent`);
  });
  const seconds = (performance.now() - began) / 1000;
  for (const line of describePromises(counts, seconds)) console.log(line);
  if (counts.breaches.size > 0) process.exitCode = 1;
}

if (import.meta.main) await main(process.argv.slice(2));
