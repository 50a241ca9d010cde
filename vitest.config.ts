import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    // Machines are shared: two workers keep timing-sensitive process tests honest on two cores.
    maxWorkers: 2,
  },
});
