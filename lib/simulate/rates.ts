import type { Group } from "../campaign/holds.ts";
import type { Rates as TemplateRates } from "../email/template.ts";

/**
 * Shares of the messages handed over, 0 to 1. Whoever buys has clicked, and whoever clicks or answers has opened: the larger one
 * holds. The shares of {@link Group}s are of those who answer; those of one kind of survey are weighed against each other.
 */
export interface Rates extends TemplateRates, Record<Group, number> {
  unsubscribed: number;
  /** Of the messages that ask something. */
  answered: number;
}

/** What a simulation supposes where neither the template nor the command line says: an ordinary shop's figures. */
export const DEFAULT_RATES: Rates = {
  opened: 0.35,
  clicked: 0.05,
  bought: 0.01,
  unsubscribed: 0.002,
  answered: 0.12,
  promoter: 0.5,
  passive: 0.3,
  detractor: 0.2,
  satisfied: 0.7,
  neutral: 0.2,
  dissatisfied: 0.1,
};

/** Rates for every template, and for single ones. */
export interface GivenRates {
  all: Partial<Rates>;
  byTemplate: ReadonlyMap<string, Partial<Rates>>;
}

/** One `--rate` of the command line: `clicked=0.1`, `we-miss-you.clicked=10%`. Throws a RateFault. */
export function readRate(text: string): { template?: string; name: keyof Rates; share: number } {
  const match = /^(?:([a-z0-9-]+)\.)?([a-z]+)=(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const [, template, name = "", number, percent] = match ?? [];
  if (match === null || !(name in DEFAULT_RATES)) {
    throw new RateFault(
      `"${text}" is not a rate`,
      `write one such as clicked=5% or we-miss-you.clicked=0.1; names: ${NAMES}`,
    );
  }
  const share = Number(number) / (percent === "%" ? 100 : 1);
  if (share > 1)
    throw new RateFault(`"${text}" is more than everyone`, "give a share from 0 to 1, or a percentage up to 100%");
  return { ...(template === undefined ? {} : { template }), name: name as keyof Rates, share };
}

const NAMES = Object.keys(DEFAULT_RATES).join(", ");

export class RateFault extends Error {
  override name = "RateFault";
  readonly fix: string;
  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

/** The command line's word for the template wins, then its word for all, then the template's own rates, then the defaults. */
export function ratesOf(template: string, given: GivenRates, own: TemplateRates | undefined): Rates {
  const answered = own?.answered ?? DEFAULT_RATES.answered;
  return { ...DEFAULT_RATES, ...own, answered, ...given.all, ...given.byTemplate.get(template) };
}
