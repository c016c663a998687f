import { defineConfig } from "vitest/config";

/**
 * unit: everything a developer runs in minutes (`npm test`). The slow promises (real Chromium, real workerd, killing the
 * process) have projects of their own, which `.ci/run` runs one after the other.
 */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than the two cores it is made for: tests wait for each other's answers as often as they reckon.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: "unit",
          globalSetup: "test/support/one-folder.ts",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.browser.test.ts", "test/**/*.worker.test.ts", "test/**/*.slow.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Reading the product's modules anew for every file took half the time; no test may change one for the others.
          isolate: false,
        },
      },
      {
        test: {
          name: "browser",
          globalSetup: "test/support/one-folder.ts",
          include: ["test/**/*.browser.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "worker",
          globalSetup: "test/support/one-folder.ts",
          include: ["test/**/*.worker.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "slow",
          globalSetup: "test/support/one-folder.ts",
          include: ["test/**/*.slow.test.ts"],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
