import { afterAll, beforeAll, describe } from "vitest";
import type { Table } from "../../lib/store/table.ts";
import { contending } from "./contract/contending.ts";
import { modelled } from "./contract/modelled.ts";
import { querying } from "./contract/querying.ts";
import { reading } from "./contract/reading.ts";
import { transacting } from "./contract/transacting.ts";
import { updating } from "./contract/updating.ts";
import { writing } from "./contract/writing.ts";

export interface OpenTable {
  table: Table;
  close(): Promise<void>;
}

/**
 * What every engine of the Table port does. The table may have other items in it: each test takes partitions of its own. An
 * engine may keep or remove items whose `expires` has passed.
 */
export function tableContract(name: string, open: () => Promise<OpenTable>): void {
  describe(name, () => {
    let opened: OpenTable | undefined;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());

    const table = (): Table => {
      if (opened === undefined) throw new Error("the table is not open yet");
      return opened.table;
    };
    describe("reading", () => reading(table));
    describe("writing", () => writing(table));
    describe("updating", () => updating(table));
    describe("querying", () => querying(table));
    describe("transacting", () => transacting(table));
    describe("contending", () => contending(table));
    describe("compared with a model", () => modelled(table));
  });
}
