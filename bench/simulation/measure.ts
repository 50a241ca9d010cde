import { join } from "node:path";
import { createTemplates } from "../../lib/email/render.ts";
import type { Templates } from "../../lib/journey/ports.ts";
import { loadProject } from "../../lib/project/load.ts";
import { ratesOf } from "../../lib/simulate/rates.ts";
import { simulate } from "../../lib/simulate/run.ts";
import { history } from "./history.ts";

/** How messages are written: by the shop's own templates, or always the same words. */
export type Rendering = "real" | "fixed";

/** One run of the library campaigns over a made-up shop's history. */
export interface Measured {
  customers: number;
  rendering: Rendering;
  orders: number;
  /** Enrollments that began. */
  journeys: number;
  transitions: number;
  messages: number;
  /** Of the simulation alone, without making the history up. */
  seconds: number;
  /** Of all threads: on a machine that others use too, the fairer clock. */
  cpuSeconds: number;
  transitionsPerSecond: number;
  journeysPerSecond: number;
  /** The most memory that the whole process had, history and program included. */
  mebibytes: number;
}

/** The library campaigns and their templates. */
export const FOLDER = join(import.meta.dirname, "..", "..");

export const FIXED: Templates = {
  render: async (template, locale) => ({ subject: template, html: template, text: template, locale }),
};

/** Runs in this process: its memory is only this run's in a process of its own. */
export async function measure(customers: number, rendering: Rendering): Promise<Measured> {
  const { shop, campaigns, templates } = await loadProject(FOLDER);
  if (shop === undefined) throw new Error(`${FOLDER} has no shop.json without faults; run regulars validate`);
  const events = history(customers);
  const orders = events.length;
  const busy = process.cpuUsage();
  const began = performance.now();
  const { observer, usage } = await simulate({
    campaigns: campaigns.map(({ compiled }) => compiled),
    shop,
    templates: rendering === "real" ? createTemplates(templates) : FIXED,
    events,
    seed: "bench",
    ratesOf: (template) => ratesOf(template, { all: {}, byTemplate: new Map() }, templates.get(template)?.rates),
  });
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(busy);
  let journeys = 0;
  for (const { counts } of observer.campaigns.values()) journeys += counts.get("begun") ?? 0;
  return {
    customers,
    rendering,
    orders,
    journeys,
    transitions: usage.transitions,
    messages: usage.emails,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    transitionsPerSecond: usage.transitions / seconds,
    journeysPerSecond: journeys / seconds,
    mebibytes: process.resourceUsage().maxRSS / 1024,
  };
}
