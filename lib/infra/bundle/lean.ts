import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

const SCHEMAS = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
const PACKAGE = /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/;

/** Reads files of the AWS SDK so that what a function does not use can fall away. The code does the same as before. */
export const lean: Plugin = {
  name: "lean",
  setup({ onLoad }) {
    onLoad({ filter: SCHEMAS }, async ({ path }) => ({ contents: plainKeys(await readFile(path, "utf8")) }));
    onLoad({ filter: PACKAGE }, async ({ path }) => ({
      contents: onlyVersion(await readFile(path, "utf8")),
      loader: "json",
    }));
  },
};

/**
 * `{ [_h]: … }` with `const _h = "http"` becomes `{ "http": … }`: esbuild keeps what computes a key, in case that has
 * effects, and so kept every operation of SES for the one that is called.
 */
function plainKeys(source: string): string {
  const texts = new Map([...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]));
  return source.replace(/\[(_\w+)\]:/g, (written, name) => (texts.has(name) ? `${texts.get(name)}:` : written));
}

/** Clients say their version to AWS, and read nothing else of their package.json. */
function onlyVersion(json: string): string {
  const { version } = JSON.parse(json) as { version: string };
  return JSON.stringify({ version });
}
