import type { Fault } from "../campaign/faults.ts";
import { readDocument } from "../campaign/reading/document.ts";
import { didYouMean } from "../campaign/reading/suggest.ts";
import type { Template } from "./template.ts";

/** The fault of a template whose topic is not among those of shop.json. `manifest` is the text of its template.json. */
export function checkTopic(
  { name, topic }: Pick<Template, "name" | "topic">,
  topics: readonly string[],
  manifest: string,
): Fault[] {
  if (topic === undefined || topics.includes(topic)) return [];
  const file = `templates/${name}/template.json`;
  const line = readDocument({ path: file, text: manifest }).document?.positions.line(["topic"]);
  const otherwise = `add it to the topics of shop.json, or remove "topic"`;
  return [
    {
      file,
      ...(line === undefined ? {} : { line }),
      path: "topic",
      what: `there is no topic "${topic}" in shop.json`,
      why: "customers could neither choose it nor decline it",
      fix: didYouMean(topic, topics, otherwise),
    },
  ];
}
