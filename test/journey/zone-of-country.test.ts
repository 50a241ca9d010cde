import { describe, expect, it } from "vitest";
import { zoneOf, zoneOfCountry } from "../../lib/journey/zone-of-country.ts";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
/** Every code that CLDR has a name for and that did not become another one, such as SU. */
const COUNTRIES = LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).filter(
  (code) => names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
);

function listOf(country: string): string[] {
  return (
    (new Intl.Locale(`und-${country}`) as unknown as { getTimeZones(): string[] | undefined }).getTimeZones() ?? []
  );
}

function intlName(timeZone: string): string {
  return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
}

describe("the clock of a country", () => {
  it.each([
    ["TH", "Asia/Bangkok"],
    ["GB", "Europe/London"],
    ["US", "America/New_York"],
    ["CA", "America/Toronto"],
    ["BR", "America/Sao_Paulo"],
    ["RU", "Europe/Moscow"],
    ["AU", "Australia/Sydney"],
    ["MX", "America/Mexico_City"],
    ["ID", "Asia/Jakarta"],
    ["IN", "Asia/Kolkata"],
    ["VN", "Asia/Ho_Chi_Minh"],
    ["XK", "Europe/Belgrade"],
  ])("of %s is %s", (country, zone) => {
    expect(zoneOfCountry(country)).toBe(zone);
  });

  it("is one that CLDR lists for that country, and is known of every country that CLDR lists any for", () => {
    const listed = COUNTRIES.filter((country) => listOf(country).length > 0);
    expect(listed.length).toBeGreaterThan(240);
    const wrong = listed.filter((country) => !listOf(country).includes(intlName(zoneOfCountry(country) ?? "UTC")));
    expect(wrong).toEqual([]);
  });

  it("is not known of what is no country", () => {
    for (const none of ["ZZ", "EU", "QQ", "th", "THA", "419", "", "und", "constructor"]) {
      expect(zoneOfCountry(none), none).toBeUndefined();
    }
  });
});

describe("the clock of a customer", () => {
  const shop = { timeZone: "Europe/Berlin" };

  it("is the profile's, whatever the country", () => {
    expect(zoneOf({ timeZone: "Asia/Tokyo", country: "TH" }, shop)).toBe("Asia/Tokyo");
  });

  it("is the country's when the profile has none", () => {
    expect(zoneOf({ country: "TH" }, shop)).toBe("Asia/Bangkok");
    expect(zoneOf({ country: "US" }, shop)).toBe("America/New_York");
  });

  it("is the shop's when the country is not known either, or is none", () => {
    expect(zoneOf({}, shop)).toBe("Europe/Berlin");
    expect(zoneOf(undefined, shop)).toBe("Europe/Berlin");
    expect(zoneOf({ country: "ZZ" }, shop)).toBe("Europe/Berlin");
  });

  it("is the shop's in the shop's own country, under whatever name the shop calls its zone", () => {
    expect(zoneOf({ country: "US" }, { timeZone: "America/Chicago" })).toBe("America/Chicago");
    expect(zoneOf({ country: "US" }, { timeZone: "US/Pacific" })).toBe("US/Pacific");
    expect(zoneOf({ country: "IN" }, { timeZone: "Asia/Calcutta" })).toBe("Asia/Calcutta");
    expect(zoneOf({ country: "UA" }, { timeZone: "Europe/Kyiv" })).toBe("Europe/Kyiv");
    expect(zoneOf({ country: "CA" }, { timeZone: "America/Chicago" })).toBe("America/Toronto");
    expect(zoneOf({ country: "US" }, { timeZone: "UTC" })).toBe("America/New_York");
  });
});
