import { campaignSchema } from "../../../lib/campaign/campaign.ts";
import { shopSchema } from "../../../lib/campaign/shop.ts";
import { compile } from "../../../lib/compiler/compile.ts";
import { createTemplates } from "../../../lib/email/render.ts";
import type { Template } from "../../../lib/email/template.ts";
import type { LocalProject } from "../../../lib/local/server/runtime.ts";

const SHOP = shopSchema.parse({
  name: "Corner Shop",
  url: "https://corner.example",
  from: "hello@corner.example",
  address: "1 Market Street, Springfield",
  timeZone: "UTC",
  locale: "en",
  currency: "USD",
  consent: "soft-opt-in",
});

/** Says hello, and goes one way for those who click and another for those who do not within three days. */
export const HELLO = {
  id: "hello",
  name: "Say hello",
  stage: "retention",
  start: { on: "purchase", again: "always" },
  steps: [
    { send: "hello" },
    { waitFor: { clicked: "hello" }, within: "3 days", then: [{ send: "glad" }], else: [{ send: "nudge" }] },
  ],
};

export const LINK = "https://corner.example/new?from=mail&n=1";

function template(name: string): Template {
  const html = `<p>Hello {{ customer.firstName }}</p><a href="${LINK.replace("&", "&amp;")}">New</a> <a href="mailto:hello@corner.example">Write</a> <a href="#top">Up</a> <a href='{{ links.unsubscribe }}'>Stop</a>`;
  return {
    name,
    description: name,
    kind: "marketing",
    variants: [
      { locale: "en", subject: `${name} {{ customer.firstName }}`, html, text: "Hello {{ customer.firstName }}" },
    ],
    needs: { with: { required: [], known: [] }, order: false, event: false },
    sample: {},
  };
}

export function project(...campaigns: object[]): LocalProject {
  const names = ["hello", "glad", "nudge", "again"];
  return {
    shop: SHOP,
    campaigns: (campaigns.length === 0 ? [HELLO] : campaigns).map((written) => {
      const campaign = campaignSchema.parse(written);
      return { campaign, compiled: compile(campaign, SHOP) };
    }),
    templates: createTemplates(new Map(names.map((name) => [name, template(name)]))),
    templateRates: new Map([["hello", { opened: 0.6, clicked: 0.3, bought: 0.1 }]]),
  };
}
