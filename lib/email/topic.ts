import type { Fault } from "../campaign/faults.ts";
import { didYouMean } from "../campaign/reading/suggest.ts";
import type { Template } from "./template.ts";

/** The fault of a template whose topic is not among those of shop.json. */
export function checkTopic({ name, topic }: Pick<Template, "name" | "topic">, topics: readonly string[]): Fault[] {
  if (topic === undefined || topics.includes(topic)) return [];
  const otherwise = `add it to the topics of shop.json, or remove "topic"`;
  return [
    {
      file: `templates/${name}/template.json`,
      path: "topic",
      what: `there is no topic "${topic}" in shop.json`,
      why: "customers could neither choose it nor decline it",
      fix: didYouMean(topic, topics, otherwise),
    },
  ];
}
