/*
 * Which clock a customer lives by when all we know is the country. A message at 10:00 on a guessed clock reaches more people
 * awake than one at 10:00 on the shop's.
 */

/** ECMA-402's Intl Locale Info, which Node has and TypeScript's es2024 does not name. */
interface LocaleInfo {
  getTimeZones(): string[] | undefined;
}

/**
 * Of each country with several zones the one of its largest city, where customers are most likely to be. Also, under its
 * present name, the one zone of countries that Intl (CLDR) knows by a former name: conditions may ask for it.
 */
const ZONES = new Map(
  Object.entries({
    AQ: "Antarctica/McMurdo",
    AR: "America/Argentina/Buenos_Aires",
    AU: "Australia/Sydney",
    BR: "America/Sao_Paulo",
    CA: "America/Toronto",
    CD: "Africa/Kinshasa",
    CL: "America/Santiago",
    CN: "Asia/Shanghai",
    CY: "Asia/Nicosia",
    DE: "Europe/Berlin",
    EC: "America/Guayaquil",
    ER: "Africa/Asmara",
    ES: "Europe/Madrid",
    FM: "Pacific/Chuuk",
    FO: "Atlantic/Faroe",
    GL: "America/Nuuk",
    ID: "Asia/Jakarta",
    IN: "Asia/Kolkata",
    KI: "Pacific/Tarawa",
    KZ: "Asia/Almaty",
    MH: "Pacific/Majuro",
    MM: "Asia/Yangon",
    MN: "Asia/Ulaanbaatar",
    MX: "America/Mexico_City",
    MY: "Asia/Kuala_Lumpur",
    NP: "Asia/Kathmandu",
    NZ: "Pacific/Auckland",
    PF: "Pacific/Tahiti",
    PG: "Pacific/Port_Moresby",
    PS: "Asia/Gaza",
    PT: "Europe/Lisbon",
    RU: "Europe/Moscow",
    UA: "Europe/Kyiv",
    UM: "Pacific/Wake",
    US: "America/New_York",
    UZ: "Asia/Tashkent",
    VN: "Asia/Ho_Chi_Minh",
    // A code that ISO 3166 leaves to its users, so CLDR lists no zone; the IANA database has Kosovo under Belgrade.
    XK: "Europe/Belgrade",
  }),
);

/** An IANA name. Undefined for what is not two capital letters of ISO 3166, or has no clocks of its own. */
export function zoneOfCountry(country: string): string | undefined {
  const zones = zonesOf(country);
  return ZONES.get(country) ?? (zones.length === 1 ? zones[0] : undefined);
}

/**
 * The clock of a customer, an IANA name: the profile's; else the country's; else the shop's. In the shop's own country the
 * shop's goes before that of the largest city: a shop in Chicago sells around Chicago before it sells in New York.
 */
export function zoneOf(
  contact: { timeZone?: string | undefined; country?: string | undefined } | undefined,
  shop: { timeZone: string },
): string {
  if (contact?.timeZone !== undefined) return contact.timeZone;
  const country = contact?.country;
  if (country === undefined || zonesOf(country).includes(intlName(shop.timeZone))) return shop.timeZone;
  return zoneOfCountry(country) ?? shop.timeZone;
}

/** By country. Intl takes a fifth of a millisecond to list them. */
const listed = new Map<string, readonly string[]>();

/** The zones of a country under the names that Intl gives them; none for what is no country. */
function zonesOf(country: string): readonly string[] {
  const known = listed.get(country);
  if (known !== undefined) return known;
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & LocaleInfo;
  const zones = locale.getTimeZones() ?? [];
  listed.set(country, zones);
  return zones;
}

/** By zone, as it is written. Only a shop's zone is asked for. */
const names = new Map<string, string>();

/** The name that Intl lists a zone under: Asia/Calcutta for Asia/Kolkata. */
function intlName(timeZone: string): string {
  let name = names.get(timeZone);
  if (name === undefined) {
    name = new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
    names.set(timeZone, name);
  }
  return name;
}
