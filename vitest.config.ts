import { defineConfig } from "vitest/config";

/** These put others in the place of modules. */
const REPLACING = ["test/properties/optimizerAccessMutation.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    pool: "threads",
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: REPLACING,
          // Modules are read once for each thread: no test changes what a module holds.
          isolate: false,
        },
      },
      { extends: true, test: { name: "isolated", include: REPLACING } },
    ],
  },
});
