import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Campaign } from "../campaign/campaign.ts";
import { allPlaces } from "../campaign/checks/places.ts";
import { OWN_EVENTS } from "../campaign/event-facts.ts";
import { STANDARD_EVENTS } from "../campaign/events.ts";
import { say } from "../campaign/faults.ts";
import { readCampaign } from "../campaign/read.ts";
import { readShop } from "../campaign/read-shop.ts";
import type { Shop } from "../campaign/shop.ts";
import { definitionOf, messageOf } from "../campaign/walk.ts";
import { manifestSchema } from "../email/source/manifest.ts";
import { hearsOfFriends, invites } from "./thanked.ts";

/** Where Regulars itself lies: its own campaigns and templates are the library. */
export const LIBRARY_FOLDER = join(import.meta.dirname, "..", "..");

/** The campaigns that come with Regulars, and the shop they are made for. */
export interface Library {
  folder: string;
  shop: Shop;
  /** By id. */
  campaigns: LibraryCampaign[];
}

export interface LibraryCampaign {
  campaign: Campaign;
  /** The file as it was written. */
  text: string;
  /** What it sends, in reading order. */
  templates: string[];
  needs: Needs;
}

/** What a shop must have for a campaign, besides purchases. */
export interface Needs {
  /** Events of its own that it sends. */
  events: string[];
  topics: string[];
  coupons: string[];
  webhooks: string[];
  /** Others of the library that keep what this one promises. */
  campaigns: string[];
}

/** Reads the library. Throws an Error when its own files have faults. */
export async function readLibrary(folder: string = LIBRARY_FOLDER): Promise<Library> {
  const { shop, faults } = readShop(await read(folder, "shop.json"));
  if (shop === undefined) throw new Error(faults.map(say).join("\n"));
  const files = (await readdir(join(folder, "campaigns"))).filter((name) => name.endsWith(".json")).sort();
  const alone = await Promise.all(files.map((name) => readOne(folder, `campaigns/${name}`)));
  const thanking = alone.flatMap(({ campaign }) => (hearsOfFriends(campaign) ? [campaign.id] : []));
  const campaigns = alone.map((one) => ({
    ...one,
    needs: { ...one.needs, campaigns: invites(one.campaign) ? thanking : [] },
  }));
  return { folder, shop, campaigns };
}

async function readOne(folder: string, path: string): Promise<LibraryCampaign> {
  const file = await read(folder, path);
  const { campaign, faults } = readCampaign(file);
  if (campaign === undefined) throw new Error(faults.map(say).join("\n"));
  const steps = allPlaces(campaign).map(({ step }) => step);
  const templates = unique(steps.flatMap((step) => messageOf(step)?.template ?? []));
  const declared = steps.flatMap((step) => definitionOf(step).declared?.(step) ?? []);
  const topics = await Promise.all(templates.map((template) => topicOf(folder, template)));
  const namesOf = (kind: string): string[] => unique(declared.flatMap(({ of, name }) => (of === kind ? [name] : [])));
  return {
    campaign,
    text: file.text,
    templates,
    needs: {
      events: eventsOf(campaign).filter((name) => !KNOWN.includes(name)),
      topics: unique(topics.flat()),
      coupons: namesOf("coupons"),
      webhooks: namesOf("webhooks"),
      campaigns: [],
    },
  };
}

const KNOWN: readonly string[] = [...STANDARD_EVENTS, ...OWN_EVENTS];

/** The events that a campaign listens to, the one that starts it first. */
export function eventsOf(campaign: Campaign): string[] {
  const { start, stop = [], goal } = campaign;
  const waits = allPlaces(campaign).flatMap(({ step }) =>
    "waitFor" in step && "on" in step.waitFor ? [step.waitFor.on] : [],
  );
  return unique([start.on, ...stop.map(({ on }) => on), ...(goal === undefined ? [] : [goal.on]), ...waits]);
}

async function topicOf(folder: string, template: string): Promise<string[]> {
  const { text } = await read(folder, `templates/${template}/template.json`);
  const { topic } = manifestSchema.parse(JSON.parse(text));
  return topic === undefined ? [] : [topic];
}

async function read(folder: string, path: string): Promise<{ path: string; text: string }> {
  return { path, text: await readFile(join(folder, path), "utf8") };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
