import * as z from "zod";

/** Zones that were found good: making a formatter costs more than all the rest of an event's validation. Only real names get in. */
const goodZones = new Set<string>();

function isTimeZone(timeZone: string): boolean {
  if (goodZones.has(timeZone)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    return false;
  }
  // Names are matched in any case, so that there are more spellings than zones; the ones in use are few.
  if (goodZones.size < 1_000) goodZones.add(timeZone);
  return true;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

/** A locale by its form alone: shops may use tags that this machine has no names for. */
export const localeSchema = z
  .string()
  .refine(isLocale, { abort: true, error: 'this is not a locale; write a BCP 47 tag, such as "th" or "pt-BR"' })
  .meta({ description: "A language, or a language and a region: a BCP 47 tag.", examples: ["th", "pt-BR"] });

export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, {
    error: 'this is not a time zone; write a name of the IANA database, such as "Asia/Bangkok"',
  })
  .meta({ description: "A time zone: a name of the IANA database.", examples: ["Asia/Bangkok"] });
