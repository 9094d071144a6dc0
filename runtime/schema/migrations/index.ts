export * from "./migrate.js";
export * from "./planMigrations.js";
export * from "./reusableEntries.js";
export * from "./runtimeStep.js";
