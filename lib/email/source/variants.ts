import type { Fault } from "../../campaign/faults.ts";
import { suggest } from "../../campaign/reading/suggest.ts";
import type { TemplateSource } from "../template.ts";
import { canonicalLocale, isKnownLocale } from "./locale.ts";

/** The files that make up one language of a template. */
export interface VariantFiles {
  locale: string;
  /** File names inside the folder. */
  body: string;
  subject: string;
}

const FILE = /^(?<part>body|subject)(?:\.(?<tag>[A-Za-z0-9-]+))?\.(?<kind>mjml|html|txt)$/;

/** Pairs bodies with subjects, the default language first. A file that belongs to nothing is a fault. */
export function findVariants(
  source: TemplateSource,
  defaultLocale: string,
): { variants: VariantFiles[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const found = new Map<string, { body?: string; subject?: string }>();
  const at = (name: string) => `${source.folder}/${name}`;

  for (const name of Object.keys(source.files).sort()) {
    if (name === "template.json" || name.endsWith(".md")) continue;
    const { part, tag, kind } = FILE.exec(name)?.groups ?? {};
    if (part === undefined || (part === "subject") !== (kind === "txt")) {
      const meant = suggest(name, ["template.json", "body.mjml", "body.html", "subject.txt"]);
      const fix =
        meant === undefined
          ? "name it body.mjml, body.html or subject.txt, or a variant such as body.th.mjml; or remove it"
          : `did you mean ${meant}?`;
      faults.push({ file: at(name), path: "", what: "this file is no part of a template", fix });
      continue;
    }
    if (tag !== undefined && !isKnownLocale(tag)) {
      faults.push({
        file: at(name),
        path: "",
        what: `"${tag}" is not a language`,
        fix: "write a tag such as th or pt-BR",
      });
      continue;
    }
    const key = tag === undefined ? "" : (canonicalLocale(tag) ?? tag);
    const entry = found.get(key) ?? {};
    found.set(key, entry);
    const other = part === "body" ? entry.body : entry.subject;
    if (other !== undefined) {
      faults.push({ file: at(name), path: "", what: `${other} is there as well`, fix: "keep one of the two" });
    } else if (part === "body") entry.body = name;
    else entry.subject = name;
  }

  if (found.has(defaultLocale) && defaultLocale !== "") {
    const twice = found.get(defaultLocale);
    const file = at(twice?.body ?? twice?.subject ?? "");
    const what = `${defaultLocale} is the language of the files without a tag`;
    faults.push({ file, path: "", what, fix: "remove this file, or set locale in template.json" });
    found.delete(defaultLocale);
  }

  const variants: VariantFiles[] = [];
  for (const key of [...new Set(["", ...found.keys()])]) {
    const { body, subject } = found.get(key) ?? {};
    const suffix = key === "" ? "" : `.${key}`;
    if (body !== undefined && subject !== undefined) {
      variants.push({ locale: key === "" ? defaultLocale : key, body, subject });
      continue;
    }
    if (body === undefined) faults.push(missing(at(`body${suffix}.mjml`), subject));
    if (subject === undefined) faults.push(missing(at(`subject${suffix}.txt`), body));
  }
  return { variants, faults };
}

function missing(file: string, partner: string | undefined): Fault {
  const what = partner === undefined ? "there is no such file" : `there is no such file, though there is a ${partner}`;
  return { file, path: "", what, why: "each language needs a body and a subject", fix: "add it" };
}
