import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { loadProject } from "../../lib/project/load.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "regulars-"));
  await cp("shop.json", join(folder, "shop.json"));
  await template("hello", "Hello");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

/** A message that is plain HTML: no MJML is compiled for it. */
async function template(name: string, words: string): Promise<void> {
  await file(
    `templates/${name}/template.json`,
    JSON.stringify({ description: "A test's.", sample: { with: { percent: 5, text: "A word." } } }),
  );
  await file(`templates/${name}/subject.txt`, "Hello");
  const foot = '<p>{{ shop.address }} <a href="{{ links.unsubscribe }}">Unsubscribe</a></p>';
  await file(
    `templates/${name}/body.html`,
    `<html><body><mj-preview>A test.</mj-preview><p>${words}</p>${foot}</body></html>`,
  );
}

function campaign(id: string, steps: object[], more: object = {}): Promise<void> {
  const authored = { id, name: id, start: { on: "purchase" }, ...more, steps };
  return file(`campaigns/${id}.json`, JSON.stringify(authored, null, 2));
}

const load = async () => {
  const project = await loadProject(folder);
  return { ...project, said: project.faults.map(say), ids: project.campaigns.map((one) => one.campaign.id) };
};

it("loads a shop, its campaigns compiled and its templates", async () => {
  await campaign("second", [{ send: "hello" }]);
  await campaign("first", [{ wait: "3 days" }, { send: "hello" }]);
  const { shop, ids, campaigns, templates, said } = await load();
  expect(said).toEqual([]);
  expect(shop?.name).toBe("Blue Cup Coffee");
  expect(ids).toEqual(["first", "second"]);
  expect(campaigns.map((one) => [one.file, one.compiled.rules.campaign])).toEqual([
    ["campaigns/first.json", "first"],
    ["campaigns/second.json", "second"],
  ]);
  expect([...templates.keys()]).toEqual(["hello"]);
});

describe("faults", () => {
  it("of all files are told together, and keep nothing else from running", async () => {
    await campaign("good", [{ send: "hello" }]);
    await campaign("bad-verb", [{ sned: "hello" }]);
    await campaign("bad-name", [{ send: "helo" }]);
    await file("campaigns/bad-text.json", "{");
    await template("broken", "Hello {{ customer.fistName }}");
    await file("templates/stray.html", "");
    const { ids, said, templateNames } = await load();
    expect(ids).toEqual(["good"]);
    expect(templateNames).toEqual(["broken", "hello"]);
    for (const where of [
      /^campaigns\/bad-verb\.json:9 steps\[0\]: unknown key "sned"; did you mean "send"\?$/,
      /^campaigns\/bad-name\.json:9 steps\[0\]\.send: .*"helo"; did you mean "hello"\?$/,
      /^campaigns\/bad-text\.json:1/,
      /^templates\/broken\/body\.html:1: there is no customer\.fistName; did you mean customer\.firstName\?$/,
      /^templates\/stray\.html: /,
    ]) {
      expect(said).toContainEqual(expect.stringMatching(where));
    }
    expect(said).toHaveLength(5);
  });

  it("of what a template needs stand at the step that sends it", async () => {
    await template("offer", "{{ with.percent }}% off");
    await campaign("sale", [{ wait: "3 days" }, { send: "offer" }]);
    expect((await load()).said).toEqual([
      expect.stringMatching(
        /^campaigns\/sale\.json:12 steps\[1\]\.send: template "offer" needs with\.percent; add "with"/,
      ),
    ]);
  });

  it("name limits of the back end as faults of the campaign", async () => {
    const steps = Array.from({ length: 60 }, () => ({ send: "long", with: { text: "x".repeat(20_000) } }));
    await template("long", "{{ with.text }}");
    await campaign("huge", steps);
    await campaign("good", [{ send: "hello" }]);
    const { ids, said } = await load();
    expect(ids).toEqual(["good"]);
    expect(said).toEqual([expect.stringMatching(/^campaigns\/huge\.json/)]);
  });

  it("of shop.json leave nothing to run, and say the campaigns' own beside them", async () => {
    await file("shop.json", '{ "name": "Blue Cup" }');
    await campaign("good", [{ send: "hello" }]);
    await campaign("bad", [{ sned: "hello" }]);
    const { shop, ids, said } = await load();
    expect(shop).toBeUndefined();
    expect(ids).toEqual([]);
    expect(said).toContainEqual(expect.stringMatching(/^shop\.json.*"url" is missing/));
    expect(said).toContainEqual(expect.stringMatching(/^campaigns\/bad\.json:9/));
  });

  it("tell what to do in a folder without shop.json", async () => {
    await rm(join(folder, "shop.json"));
    expect((await load()).said).toEqual([expect.stringMatching(/^shop\.json: there is no shop\.json .* --project/)]);
  });

  it("are told of campaigns that cannot be read", async () => {
    await mkdir(join(folder, "campaigns/folder.json"), { recursive: true });
    await file("campaigns/latin.json", Uint8Array.of(0x7b, 0xe9, 0x7d));
    await file("campaigns/notes.txt", "");
    await file("campaigns/README.md", "Ours.");
    await file("campaigns/.hidden.json", "{");
    await campaign("good", [{ send: "hello" }]);
    const { ids, said } = await load();
    expect(ids).toEqual(["good"]);
    expect(said).toEqual([
      expect.stringMatching(/^campaigns\/folder\.json: this is a folder where a file should be; /),
      expect.stringMatching(/^campaigns\/latin\.json: this is not UTF-8 text; save it as UTF-8/),
      expect.stringMatching(/^campaigns\/notes\.txt: only files whose names end in \.json are campaigns; /),
    ]);
  });

  it("are told of a file where the folder of campaigns should be, and of links to nothing", async () => {
    await file("campaigns", "");
    expect((await load()).said).toEqual([
      expect.stringMatching(/^campaigns: this is a file where a folder should be; /),
    ]);
    await rm(join(folder, "campaigns"));
    await campaign("good", [{ send: "hello" }]);
    await symlink(join(folder, "nowhere"), join(folder, "campaigns/lost.json"));
    expect((await load()).said).toEqual([
      expect.stringMatching(/^campaigns\/lost\.json: this link leads to nothing; /),
    ]);
  });

  it("are promises that no campaign keeps, once all campaigns can be read: one of them may be the one that does", async () => {
    await template("invite", "{{ referral.code }}");
    await campaign("inviting", [{ referral: "invite" }]);
    await campaign("thanking", [{ sned: "hello" }], { start: { on: "referral.converted" } });
    expect((await load()).said).toEqual([expect.stringMatching(/unknown key "sned"/)]);
    await rm(join(folder, "campaigns/thanking.json"));
    expect((await load()).said).toEqual([
      expect.stringMatching(
        /^campaigns\/inviting\.json:9 steps\[0\]\.referral: .* no campaign starts on referral\.converted; /,
      ),
    ]);
    await campaign("thanking", [{ send: "hello" }], { start: { on: "referral.converted" } });
    expect((await load()).said).toEqual([]);
  });

  it("of a template that cannot be read are not blamed on the campaigns that send it", async () => {
    await file("templates/hello/subject.txt", Uint8Array.of(0xe9));
    await campaign("good", [{ send: "hello" }]);
    expect((await load()).said).toEqual([expect.stringMatching(/^templates\/hello\/subject\.txt: this is not UTF-8/)]);
  });

  it.skipIf(process.getuid?.() === 0)("are told of a file without permission", async () => {
    await campaign("secret", [{ send: "hello" }]);
    await chmod(join(folder, "campaigns/secret.json"), 0);
    expect((await load()).said).toEqual([expect.stringMatching(/^campaigns\/secret\.json: this file may not be read/)]);
  });
});

it("a file with a byte order mark is read as any other", async () => {
  await campaign("good", [{ send: "hello" }]);
  const bom = Uint8Array.of(0xef, 0xbb, 0xbf);
  const text = JSON.stringify({ id: "marked", name: "Marked", start: { on: "purchase" }, steps: [{ send: "hello" }] });
  await file("campaigns/marked.json", Buffer.concat([bom, Buffer.from(text)]));
  const { ids, said } = await load();
  expect(said).toEqual([]);
  expect(ids).toEqual(["good", "marked"]);
});

describe("compiled templates", () => {
  const CACHE = ".regulars/cache/templates";

  it("are kept between runs, and compiled again when their text changes", async () => {
    await load();
    const kept = await readdir(join(folder, CACHE));
    expect(kept).toHaveLength(1);
    await load();
    expect(await readdir(join(folder, CACHE))).toEqual(kept);
    await template("hello", "Good day");
    expect(JSON.stringify([...(await load()).templates.values()])).toContain("Good day");
    expect(await readdir(join(folder, CACHE))).toHaveLength(2);
  });

  it("are compiled anew when what was kept is spoiled or gone", async () => {
    const before = JSON.stringify([...(await load()).templates.values()]);
    for (const name of await readdir(join(folder, CACHE))) await file(join(CACHE, name), "{ half");
    expect(JSON.stringify([...(await load()).templates.values()])).toBe(before);
    await rm(join(folder, ".regulars"), { recursive: true });
    expect(JSON.stringify([...(await load()).templates.values()])).toBe(before);
  });
});
