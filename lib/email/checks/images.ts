import type { Fault } from "../../campaign/faults.ts";
import { setLiquidAside } from "../html/markers.ts";
import { tagsIn } from "../html/tags.ts";
import type { Expanded } from "../source/include.ts";

const IMAGES: ReadonlySet<string> = new Set(["img", "mj-image", "mj-carousel-image"]);

/**
 * Images without an alternative: without one, readers aloud spell out the file's name (WCAG 2.2, 1.1.1), and whoever blocks images
 * sees a hole. https://www.w3.org/TR/WCAG22/#non-text-content
 */
export function findSilentImages(body: Expanded): Fault[] {
  const { text } = setLiquidAside(body.text);
  return tagsIn(text).flatMap(({ name, attributes, line }): Fault[] => {
    if (!IMAGES.has(name) || attributes.some((attribute) => attribute.name.toLowerCase() === "alt")) return [];
    const what = `this <${name}> has no alt`;
    const why = "many people read without images";
    return [
      { ...body.at(line), path: "", what, why, fix: 'say what it shows: alt="…"; alt="" when it only decorates' },
    ];
  });
}
