import { COLUMNS, type Column } from "../../../lib/simulate/orders/columns/columns.ts";
import { type GivenRates, RateFault, type Rates, readRate } from "../../../lib/simulate/rates.ts";
import { Refused, unknown } from "../refused.ts";

/** As commander gives them. */
export interface Options {
  orders: string;
  campaign?: string[];
  rate?: string[];
  column?: string[];
  dateFormat?: string;
  seed: string;
  out?: string;
}

/** Throws Refused, as all of these do. */
export function readRates(texts: readonly string[], templates: readonly string[]): GivenRates {
  const all: Partial<Rates> = {};
  const byTemplate = new Map<string, Partial<Rates>>();
  for (const text of texts) {
    const { template, name, share } = readOne(text);
    if (template === undefined) all[name] = share;
    else if (!templates.includes(template)) throw unknown("template", template, templates);
    else byTemplate.set(template, { ...byTemplate.get(template), [name]: share });
  }
  return { all, byTemplate };
}

function readOne(text: string): ReturnType<typeof readRate> {
  try {
    return readRate(text);
  } catch (error) {
    if (error instanceof RateFault) throw new Refused(`--rate: ${error.message}; ${error.fix}`);
    throw error;
  }
}

export function readColumns(texts: readonly string[]): Partial<Record<Column, string>> {
  const columns: Partial<Record<Column, string>> = {};
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1) throw new Refused(`--column: "${text}" has no "="; write one such as total=amount_paid`);
    const name = text.slice(0, at);
    const column = COLUMNS.find((one) => one === name);
    if (column === undefined) throw unknown("column", name, COLUMNS);
    columns[column] = text.slice(at + 1);
  }
  return columns;
}

export function readDateFormat(text: string | undefined): "dmy" | "mdy" | undefined {
  if (text === undefined || text === "dmy" || text === "mdy") return text;
  throw new Refused(`--date-format: "${text}" is not an order of day and month; say dmy or mdy`);
}
