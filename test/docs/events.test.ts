import { describe, expect, it } from "vitest";
import { OWN_EVENTS } from "../../lib/campaign/event-facts.ts";
import { STANDARD_EVENTS } from "../../lib/campaign/events.ts";
import { readEvent } from "../../lib/campaign/read-event.ts";
import { EVENT_FACTS } from "../../lib/campaign/reading/known-facts.ts";
import { shopSchema } from "../../lib/campaign/shop.ts";
import { admit } from "../../lib/door/admit.ts";
import { names, page } from "./pages.ts";

const events = page("docs/events.md");
const emit = page("docs/emit-events.md");
const blocks = (text: string) => [...text.matchAll(/^```json\n(.*?)^```/gms)].map(([, block = ""]) => block);
const rows = events.split("\n").filter((line) => line.startsWith("| `"));
const NOW = Date.parse("2027-01-01T00:00:00Z");
const declared = shopSchema.shape.events.parse(
  JSON.parse(`{${blocks(events).find((block) => block.startsWith('"events"'))}}`).events,
);
const common = { type: "delivery.completed", eventId: "d-1", customerId: "c-77", at: "2026-11-08T15:20:00+07:00" };

describe("docs/events.md", () => {
  it("shows events that are read as they are", () => {
    const shown = blocks(events).filter((block) => block.includes('"type": "') && block.includes("customerId"));
    expect(shown.length).toBeGreaterThanOrEqual(3);
    for (const block of shown) expect(readEvent(JSON.parse(block), "docs").faults).toEqual([]);
  });

  it("lists every standard event, and every one that follows from others with all that it carries", () => {
    for (const type of STANDARD_EVENTS)
      expect(
        rows.some((row) => names(row)[0] === type),
        type,
      ).toBe(true);
    const own = rows.filter((row) => (OWN_EVENTS as readonly string[]).includes(names(row)[0] ?? ""));
    expect(own.map((row) => names(row)[0])).toEqual([...OWN_EVENTS]);
    for (const row of own.filter((row) => !row.includes("the same"))) {
      const [type = ""] = names(row);
      expect(names(row.split("|")[3] ?? ""), type).toEqual(Object.keys(EVENT_FACTS[type] ?? {}));
    }
  });

  it("shows the faults of what is not as it was declared", () => {
    const shown = JSON.parse(blocks(events).find((block) => block.includes('"faults"')) ?? "null");
    const data = { raiting: 6, carrier: "drone" };
    expect(admit({ ...common, data }, "request body", NOW, declared)).toEqual(shown);
  });
});

describe("docs/emit-events.md", () => {
  it("shows a fault as it is answered", () => {
    const [, body = "null"] = /--data-binary '(\{\s+"type": "delivery\.completed".*?)'\n/s.exec(emit) ?? [];
    const shown = JSON.parse(
      blocks(emit).find((block) => block.includes('"where": "request body data.rating"')) ?? "null",
    );
    expect(admit(JSON.parse(body), "request body", NOW, declared)).toEqual(shown);
    const [{ what, fix }] = shown.faults;
    expect(emit).toContain(`\`event data.rating: ${what}; ${fix}\``);
  });
});
