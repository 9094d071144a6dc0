export { type Migration, type MigrationFinder, migrationFinder } from "./migrationFinder.js";
export * from "./step.js";
