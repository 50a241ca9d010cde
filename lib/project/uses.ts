import type { CheckedCampaign } from "../campaign/check.ts";
import { stepsWithCoupon } from "../campaign/checks/coupon-before.ts";
import { allPlaces } from "../campaign/checks/places.ts";
import type { Fault } from "../campaign/faults.ts";
import { toFault } from "../campaign/reading/finding.ts";
import { kind, messageOf } from "../campaign/walk.ts";
import { checkTemplateUses, type TemplateUse } from "../email/needs.ts";
import type { Template } from "../email/template.ts";

/** What is wrong between a template and the steps that send it. */
export function checkUses(template: Template, checked: readonly CheckedCampaign[]): Fault[] {
  const uses = usesOf(template.name, checked);
  const serving = template.kind === "transactional" ? uses.filter(({ survey, referral }) => survey ?? referral) : [];
  return [...checkTemplateUses(template, uses), ...serving.map((use) => servesNobody(template, use))];
}

/** The steps of all campaigns that send this template. */
export function usesOf(template: string, checked: readonly CheckedCampaign[]): TemplateUse[] {
  return checked.flatMap(({ campaign, path: file, positions }) => {
    const withCoupon = stepsWithCoupon(campaign);
    const butElse = stepsWithCoupon(campaign, true);
    return allPlaces(campaign).flatMap(({ step, path }): TemplateUse[] => {
      const message = messageOf(step);
      if (message?.template !== template) return [];
      const { survey, referral } = message;
      const { line, path: where } = toFault({ path: [...path, kind(step)], what: "", fix: "" }, file, positions);
      return [
        {
          file,
          ...(line === undefined ? {} : { line }),
          path: where,
          with: Object.keys(message.with),
          start: campaign.start.on,
          ...(survey === undefined ? {} : { survey }),
          ...(referral === undefined ? {} : { referral }),
          coupon: withCoupon.has(step) || (butElse.has(step) ? "but else" : false),
        },
      ];
    });
  });
}

/** Consent, limits and quiet hours hold for what asks; a transactional message would pass them all. */
function servesNobody({ name }: Template, { file, line, path, survey }: TemplateUse): Fault {
  const asks = survey === undefined ? "an invitation advertises" : "a survey asks";
  return {
    file,
    ...(line === undefined ? {} : { line }),
    path,
    what: `template "${name}" is transactional, and ${asks} rather than serves`,
    fix: 'remove "kind" from its template.json, or use another template',
  };
}
