import { expect, test } from "vitest";
import { project } from "./project.ts";
import { eventually, givenServer, mailOf, purchase } from "./support.ts";

test("a campaign's page tells who answered beside who clicked, and what the answers come to", async () => {
  const steps = [{ survey: "hello" }, { wait: "9 days" }, { survey: "again", kind: "csat" }];
  const shop = await givenServer(project({ id: "ask", name: "Ask", start: { on: "purchase" }, steps }));
  await shop.events(purchase());
  const { sendId } = await mailOf(shop, "hello");
  expect(await shop.page("/campaigns/ask")).not.toContain("Answered");

  const { enrollment, step } = sendId;
  const answer = { survey: "hello", kind: "nps", score: 9, message: { enrollment, step } };
  const about = { eventId: "e-2", customerId: "ann", at: new Date().toISOString() };
  await shop.events({ type: "survey.answered", ...about, ...answer });

  const page = await eventually(async () => {
    const html = await shop.page("/campaigns/ask");
    return html.includes("Answered") && html;
  });
  expect(page).toContain("NPS, in points: +100; promoter 100%, passive 0%, detractor 0%");
  // Both surveys have their line, also the one that nobody got yet.
  expect(page).toContain("<td>again</td>");
});
