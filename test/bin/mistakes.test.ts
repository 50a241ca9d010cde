import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, givenFolder, regulars, withHastyReader } from "./regulars.ts";

let shop: Folder;
beforeAll(async () => {
  shop = await givenFolder();
  await mkdir(join(shop.path, "empty"));
  await shop.file("head.csv", "customer_id,date,total\n");
  await mkdir(join(shop.path, "half/campaigns"), { recursive: true });
  await cp(join(shop.path, "shop.json"), join(shop.path, "half/shop.json"));
  await shop.file("half/campaigns/faulty.json", "");
  await shop.file("data.json", '{"wiht": {"percent": 20}}');
});
afterAll(() => shop.remove());

describe.concurrent("a mistake is answered in words, without a stack", () => {
  it.each<[string, number, RegExp]>([
    ["", 2, /Usage: regulars/],
    ["validat", 2, /Did you mean validate\?/],
    ["--project nowhere validate", 2, /--project nowhere: there is no such folder/],
    ["--project empty diagram win-back", 1, /there is no shop\.json in this folder; run this in your shop's folder/],
    ["compile win-bak", 2, /no campaign "win-bak"; did you mean "win-back"\?/],
    ["compile --out shop.json", 2, /--out shop\.json: cannot write, this is a file, not a folder/],
    ["diagram win-back --svg no/where.svg", 2, /--svg no\/where\.svg: cannot write, there is no such file or folder/],
    ["preview we-mis-you", 2, /no template "we-mis-you"; did you mean "we-miss-you"\?/],
    ["preview how-likly", 2, /no template "how-likly"; did you mean "how-likely"\?/],
    ["preview vip-offer --data data.json", 1, /messages know no "wiht"; did you mean "with"\?/],
    ["preview vip-offer --customer ana", 1, /there is no \.regulars\/local\.db yet; .*npm start/],
    ["simulate --orders .", 2, /--orders \.: cannot read, this is a folder, not a file/],
    ["simulate --orders head.csv", 1, /head\.csv: there is no row to use under the headers/],
    ["simulate --orders head.csv --campaign npss", 2, /no campaign "npss"; did you mean "nps"\?/],
    [
      "--project half simulate --orders head.csv --campaign faultyy",
      2,
      /no campaign "faultyy"; did you mean "faulty"\?/,
    ],
    ["--project half simulate --orders head.csv --campaign faulty", 1, /^campaigns\/faulty\.json:1: the file is empty/],
    ["simulate --orders head.csv --rate clicked=200%", 2, /more than everyone/],
    ["simulate --orders head.csv --column totl=paid", 2, /no column "totl"; did you mean "total"\?/],
    ["start --port 99999", 2, /"99999" is no port/],
    ["start --port 0 --db shop.json", 2, /cannot open shop\.json as a database/],
  ])("%s", async (line, code, words) => {
    const ended = await regulars(shop.path, ...line.split(" ").filter(Boolean));
    expect(ended.err).toMatch(words);
    expect(ended.err).not.toMatch(/^ {4}at |fault of Regulars, not/m);
    expect(ended.out).toBe("");
    expect(ended.code).toBe(code);
  });
});

it("a reader who has seen enough is no fault", async () => {
  expect(await withHastyReader(shop.path, "preview", "we-miss-you", "--json")).toEqual({ code: 0, err: "" });
});
