import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/**
 * Bundles a function as NodejsFunction of the CDK does unless told otherwise, for nodejs24.x: esbuild, CommonJS, not
 * minified, the AWS SDK left to the copy that the runtime has on its disk (aws-cdk-lib/aws-lambda-nodejs, bundling.js).
 * @returns the file
 */
export function bundleByDefault(entry: string, outDir: string): string {
  const outfile = join(outDir, "index.js");
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node24",
    external: ["@aws-sdk/*", "@smithy/*"],
    // It warns that import.meta is empty in CommonJS: what reads project.json would fail, and loading it does not read it.
    logLevel: "error",
  });
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, "package.json"), '{"type":"commonjs"}');
  return outfile;
}
