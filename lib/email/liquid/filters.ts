import type { Context, Liquid } from "liquidjs";
import type { TemplateData } from "../../journey/ports.ts";

/** How values are written out: in which language and on which clock. */
export interface Formatting {
  locale: string;
  timeZone: string;
}

/** Under a symbol, templates cannot read it. */
const FORMATTING = Symbol("formatting");

/**
 * The regional habits of the customer (`en-GB`) when they read the variant's language, else those of the variant:
 * a German customer who gets the English mail gets English dates.
 */
export function formattingFor(data: TemplateData, variant: string): Record<symbol, Formatting> {
  const { locale, timeZone } = data.customer;
  const same = language(locale) === language(variant);
  return { [FORMATTING]: { locale: same ? locale : variant, timeZone } };
}

/** `money: currency`, `day`, `day: style`. */
export function registerFilters(engine: Liquid): void {
  engine.registerFilter("money", function (value: unknown, currency: unknown) {
    if (value === null || value === undefined || value === "") return "";
    const amount = Number(value);
    if (Number.isNaN(amount)) throw new Error(`money: ${typeof value} is not an amount`);
    if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) {
      throw new Error("money needs a currency, as in {{ order.total | money: order.currency }}");
    }
    return moneyFormat(formattingOf(this.context).locale, currency).format(amount);
  });
  engine.registerFilter("day", function (value: unknown, style: unknown = "long") {
    if (value === null || value === undefined || value === "") return "";
    const time = typeof value === "number" ? value : Date.parse(String(value));
    if (Number.isNaN(time)) throw new Error("day: this is not a time in ISO 8601");
    if (!isStyle(style)) throw new Error("day knows the styles full, long, medium and short");
    const { locale, timeZone } = formattingOf(this.context);
    return dayFormat(locale, timeZone, style).format(time);
  });
}

const STYLES = ["full", "long", "medium", "short"] as const;
type Style = (typeof STYLES)[number];
const isStyle = (style: unknown): style is Style => (STYLES as readonly unknown[]).includes(style);

function formattingOf(context: Context): Formatting {
  return (context.globals as Record<symbol, Formatting | undefined>)[FORMATTING] ?? { locale: "en", timeZone: "UTC" };
}

// Making an Intl formatter takes some 30 microseconds, using one less than one.
const moneyFormat = kept((locale: string, currency: string) => {
  return new Intl.NumberFormat(usable(locale), { style: "currency", currency, currencyDisplay: "narrowSymbol" });
});
const dayFormat = kept((locale: string, timeZone: string, style: Style) => {
  return new Intl.DateTimeFormat(usable(locale), { timeZone: usableTimeZone(timeZone), dateStyle: style });
});
const language = kept((locale: string) => new Intl.Locale(usable(locale)).language);

/** Locales and time zones were checked when the profile was written; an import may be older than that check. */
function usable(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en";
  } catch {
    return "en";
  }
}

function usableTimeZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return "UTC";
  }
}

/** Remembers what was made, and forgets all of it before it can grow without bound. */
function kept<Key extends string[], Value>(make: (...key: Key) => Value): (...key: Key) => Value {
  const made = new Map<string, Value>();
  return (...key) => {
    const name = key.join("\n");
    let value = made.get(name);
    if (value === undefined) {
      if (made.size >= 1_000) made.clear();
      value = make(...key);
      made.set(name, value);
    }
    return value;
  };
}
