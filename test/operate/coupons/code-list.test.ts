import { describe, expect, it } from "vitest";
import { readCodeFile } from "../../../bin/commands/coupons/read-file.ts";
import { say } from "../../../lib/campaign/faults.ts";

const read = async (text: string) => {
  const { codes, faults, ...counts } = await readCodeFile("codes.csv", text);
  return { codes: codes.map(({ code, line }) => `${line} ${code}`), faults: faults.map(say), ...counts };
};

describe("a file of codes", () => {
  it("has one code a line, trimmed and in capital letters", async () => {
    expect(await read("\uFEFFbig-1\r\n  Big-2 \r\n\r\nBIG-3\r\n")).toMatchObject({
      codes: ["1 BIG-1", "2 BIG-2", "4 BIG-3"],
      rows: 3,
    });
  });

  it("or a column that is named so, wherever it is and whatever is beside it", async () => {
    const { codes, faults } = await read('name;"Coupon Code";used\nSpring;spring-1;0\nSpring;" SPRING-2 ";0\n');
    expect(codes).toEqual(["2 SPRING-1", "3 SPRING-2"]);
    expect(faults).toEqual([]);
  });

  it("has each code once", async () => {
    expect(await read("code\nAAA\naaa\nBBB\nAAA \n")).toMatchObject({
      codes: ["2 AAA", "4 BBB"],
      rows: 4,
      duplicates: 2,
    });
  });

  it("tells bad lines by their number and never shows a code, and takes the good ones", async () => {
    const { codes, faults, refused } = await read(
      `code,note\nGOOD-1,\nspring sale,\n,empty\n${"X".repeat(61)},\nGOOD-2,\n`,
    );
    expect(codes).toEqual(["2 GOOD-1", "6 GOOD-2"]);
    expect(refused).toBe(3);
    expect(faults).toEqual([
      expect.stringMatching(/^codes\.csv:3 code: this is no code that a customer could type; write 3 to 60 letters/),
      expect.stringMatching(/^codes\.csv:4 code: there is no code; /),
      expect.stringMatching(/^codes\.csv:5 code: /),
    ]);
    expect(faults.join()).not.toMatch(/spring/i);
  });

  it.each([
    ["name,uses\nSpring,1\n", /codes\.csv:1: none of the columns is known to have codes; name one "code"/],
    ["", /codes\.csv: the file is empty; give a CSV file/],
    ['{"code":"A"}\n', /this is JSON; give a CSV file in UTF-8/],
    ["PK\u0003\u0004…", /a spreadsheet or a zip archive/],
  ])("is refused as a whole when it has no codes: %j", async (text, words) => {
    const { codes, faults } = await read(text);
    expect(codes).toEqual([]);
    expect(faults).toEqual([expect.stringMatching(words)]);
  });
});
