import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Engines that install themselves: npm run test:aws.
    exclude: ["test/aws/**"],
    testTimeout: 30_000,
    // Machines are shared: two workers keep timing-sensitive process tests honest on two cores.
    maxWorkers: 2,
  },
});
