import { count, number } from "../numbers.ts";
import type { Report } from "../report.ts";
import { heading, row, table } from "./lines.ts";

/** What limits allow beside what customers got, and which campaign made room for which. */
export function printLimits({ limits, gaveWay, messages }: Report): string[] {
  return [
    heading("limits, measured by the messages that went out"),
    ...limits.filter(isAsked).map((limit) => row(limitWords(limit), limit.most, allowance(limit))),
    ...(limits.some(({ of }) => of === "shop")
      ? []
      : [row("most messages to one customer in 7 days", messages.mostInAWeek, "shop.json has no limit")]),
    "",
    ...printGaveWay(gaveWay),
  ];
}

/** Where no survey was sent, their limit is no news. */
function isAsked({ of, most }: Report["limits"][number]): boolean {
  return of !== "survey" || most > 0;
}

/** `most messages to one customer in 7 days` */
function limitWords({ of, topic, span }: Report["limits"][number]): string {
  if (of === "topic") return `most of ${topic} to one customer in ${span}`;
  return `most ${of === "survey" ? "surveys" : "messages"} to one customer in ${span}`;
}

function allowance({ of, allows, broken }: Report["limits"][number]): string {
  const who = of === "topic" ? "the topic" : "the shop";
  return broken === 0
    ? `(${who} allows ${number(allows)})`
    : `NOT KEPT: ${number(allows)} allowed; ${count(broken, "customer")} got more`;
}

function printGaveWay(gaveWay: Report["gaveWay"]): string[] {
  if (gaveWay.length === 0) return ["  No message gave way to another campaign's.", ""];
  const cells = gaveWay.map(({ campaign, to, messages }) => [
    campaign,
    number(messages),
    to === undefined ? "came again later" : `to ${to}`,
  ]);
  return [...table([["campaign that gave way", "messages", ""], ...cells], [2]), ""];
}
