import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    testTimeout: 60_000,
    pool: "threads",
    // Modules are read once for each thread: no test changes what a module holds.
    isolate: false,
    reporters: ["default"],
  },
});
