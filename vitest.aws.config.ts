import { defineConfig } from "vitest/config";

/** What runs on AWS-compatible engines of this machine: `npm run test:aws`. */
export default defineConfig({
  test: {
    include: ["test/aws/**/*.test.ts"],
    testTimeout: 120_000,
    // The first hook of the first file installs the engine.
    hookTimeout: 300_000,
    // Each file has an engine with a dozen function processes of its own; two of them starve one another on two cores.
    fileParallelism: false,
  },
});
