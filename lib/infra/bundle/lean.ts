import { readFile } from "node:fs/promises";
import type { Loader, Plugin } from "esbuild";

/** Files of the AWS SDK, read so that what a function does not use can fall away; the code does the same as before. */
const READERS: readonly { filter: RegExp; loader: Loader; read: (source: string) => string }[] = [
  {
    filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/,
    loader: "js",
    read: plainKeys,
  },
  { filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]models[\\/]errors\.js$/, loader: "js", read: saidOnce },
  { filter: /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/, loader: "json", read: onlyVersion },
  {
    filter: /[\\/]signature-v4-multi-region[\\/]dist-es[\\/]SignatureV4MultiRegion\.js$/,
    loader: "js",
    read: () => ONE_REGION,
  },
];

/** SES signs for several regions at once where a global endpoint (EndpointId) is asked, and for one as every service does. */
const ONE_REGION = `
  import { SignatureV4 } from "@smithy/signature-v4";
  export class SignatureV4MultiRegion extends SignatureV4 {
    static sigv4aDependency() { return "none"; }
  }
`;

export const lean: Plugin = {
  name: "lean",
  setup({ onLoad }) {
    for (const { filter, loader, read } of READERS) {
      onLoad({ filter }, async ({ path }) => ({ contents: read(await readFile(path, "utf8")), loader }));
    }
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

/** A class of errors has its name and fault as fields, which are set after its constructor has handed them on: once will do. */
function saidOnce(source: string): string {
  return source.replace(
    /super\(\{\s*name: "\w+",\s*\$fault: "(?:client|server)",\s*\.\.\.opts,?\s*\}\);/g,
    "super(opts);",
  );
}

/** Clients say their version to AWS, and read nothing else of their package.json. */
function onlyVersion(json: string): string {
  const { version } = JSON.parse(json) as { version: string };
  return JSON.stringify({ version });
}
