import { expect, test } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { readShop } from "../../lib/campaign/read-shop.ts";

const shop = {
  name: "Blue Cup Coffee",
  url: "https://shop.example",
  from: "hello@shop.example",
  address: "1 Market Street, Springfield",
  timeZone: "Asia/Bangkok",
  locale: "en",
  currency: "USD",
  consent: "soft-opt-in",
  sending: { hours: "09:00-20:00", atMost: "2 per 7 days" },
};
const read = (changes: object) =>
  readShop({ path: "shop.json", text: JSON.stringify({ ...shop, ...changes }, null, 2) });

test("reads a shop", () => {
  expect(read({})).toEqual({ shop, faults: [] });
});

const crm = (url: string) => ({ webhooks: { crm: { url } } });

test.each([
  "https://localhost/x",
  "https://crm.localhost/x",
  "https://LOCALHOST.:8443/x",
  "https://crm/x",
  "https://crm.local/x",
  "https://crm.eu.internal/x",
  "https://10.0.0.1/x",
  "https://127.1/x",
  "https://2130706433/x",
  "https://169.254.169.254/x",
  "https://172.31.0.1/x",
  "https://192.168.1.1/x",
  "https://100.64.0.1/x",
  "https://[::1]/x",
  "https://[fd00::1]/x",
  "https://[::ffff:10.0.0.1]/x",
])("refuses %s, which no call ever gets to", (url) => {
  expect(read(crm(url)).faults.map(say)).toEqual([
    "shop.json:16 webhooks.crm.url: this is no address of the public internet, and would never be called; write one that AWS can reach",
  ]);
});

test.each([
  "https://crm.shop.example/hooks",
  "https://internal.shop.example/x",
  "https://8.8.8.8/x",
  "https://172.32.0.1/x",
  "https://100.128.0.1/x",
  "https://[2606:4700::1]/x",
])("takes %s, which a call may get to", (url) => {
  expect(read(crm(url)).faults).toEqual([]);
});

test.each([
  [{ timeZone: "Asia/Bankok" }, ':6 timeZone: "Asia/Bankok" is not a time zone; did you mean "Asia/Bangkok"?'],
  [
    { timeZone: "seven hours" },
    ':6 timeZone: "seven hours" is not a time zone; write a name of the IANA database, such as "Asia/Bangkok"',
  ],
  [{ timeZone: 7 }, ':6 timeZone: timeZone wants a text, got 7; write it like "Asia/Bangkok"'],
  [{ locale: "en_US" }, ':7 locale: "en_US" is not a locale; did you mean "en-US"?'],
  [{ locale: "english" }, ':7 locale: "english" is not a language; write a tag such as "en", "th" or "pt-BR"'],
  [{ currency: "usd" }, ':8 currency: this is not a currency; write three capital letters of ISO 4217, such as "USD"'],
  [{ consent: "soft" }, ':9 consent: consent cannot be "soft"; write "soft-opt-in", "strict" or "double-opt-in"'],
  [
    { url: "shop.example" },
    ':3 url: this is not an https address, and links of messages are made from it; write one such as "https://shop.example"',
  ],
  [{ from: "hello" }, ':4 from: this is not an e-mail address; write one such as "hello@shop.example"'],
  [{ address: "" }, ':5 address: address is empty; write a text, such as "1 Market Street, Springfield"'],
  [{ address: "  " }, ':5 address: address is empty; write a text, such as "1 Market Street, Springfield"'],
  [{ name: " " }, ':2 name: name is empty; write a text, such as "Blue Cup Coffee"'],
  [
    { sending: { atMost: "3 per 32 days" } },
    ':11 sending.atMost: "3 per 32 days" looks back more than 31 days; write a span of 31 days or less',
  ],
  [
    { surveys: { every: "60 weeks" } },
    ':15 surveys.every: "60 weeks" looks back more than 400 days; write "400 days" or less',
  ],
  [
    { stages: { regular: 8 } },
    ':14 stages: champions have 6 orders and regulars 8, so that every regular would be a champion; write "champion": { "orders": 8 } or more',
  ],
  [
    { stages: { rhythm: "53 weeks" } },
    ':15 stages.rhythm: "53 weeks" is more than 365 days between two orders; write "365 days" or less',
  ],
  [
    { referral: { parameter: "my ref" } },
    ':15 referral.parameter: "my ref" is not the name of a parameter; use letters, digits, - and _, and begin with a letter',
  ],
  [
    { coupons: { hi: { pattern: "HI-####" } } },
    ":16 coupons.hi.pattern: codes of this pattern could be guessed; write at least 6 times #",
  ],
  ...[{}, { pattern: "HI-########", pool: true }].map((hi): [object, string] => [
    { coupons: { hi } },
    `:15 coupons.hi: a coupon has a pattern or a pool, not both; write "pattern" for codes that are made, or "pool": true for codes that you import`,
  ]),
  [
    { coupons: { hi: { pool: true, warnBelow: -1 } } },
    ":17 coupons.hi.warnBelow: warnBelow cannot be -1; write 0 or more",
  ],
  [
    { coupons: { hi: "HI-########" } },
    ':15 coupons.hi: hi wants an object, got "HI-########"; write it like { "pattern": "THANKS-########", "validFor": "30 days" }',
  ],
  [
    { webhooks: { crm: { url: "https://me:word@crm.example" } } },
    ":16 webhooks.crm.url: an address with a name and password would be read by everybody who reads this file; calls are signed instead",
  ],
  [{ events: { purchase: { data: {} } } }, ":15 events.purchase: this name is taken; use a name of your own"],
  [
    { events: { rated: { data: { rating: { type: "integer" } } } } },
    ':18 events.rated.data.rating.type: type cannot be "integer"; write "text", "number" or "boolean"',
  ],
  [
    { webhooks: { crm: "https://crm.shop.example" } },
    ':15 webhooks.crm: crm wants an object, got "https://crm.shop.example"; write it like { "url": "https://crm.shop.example/hooks/regulars" }',
  ],
  [
    { events: { rated: { data: { rating: "number" } } } },
    ':17 events.rated.data.rating: rating wants an object, got "number"; write it like { "type": "text", "required": true }',
  ],
  [
    { events: { rated: { data: { rating: {} } } } },
    ':17 events.rated.data.rating: "type" is missing; add it: "text", "number" or "boolean"',
  ],
  [
    { events: { rated: { data: { rating: { type: "number", atLeast: 5, atMost: 1 } } } } },
    ":17 events.rated.data.rating: no number is atLeast and atMost these; swap them",
  ],
  [
    { events: { rated: { data: { rating: { type: "number", oneOf: [1, 2] } } } } },
    ':19 events.rated.data.rating: unknown key "oneOf"; remove it, or use one of "type", "atLeast", "atMost" and "required"',
  ],
  [{ name: undefined, nmae: "Blue Cup" }, ':13: unknown key "nmae"; did you mean "name"?'],
])("says what is wrong with %j", (changes, fault) => {
  expect(read(changes).faults.map(say)).toEqual([`shop.json${fault}`]);
});
