export { deriveMigration, type Migration } from "./deriveMigration.js";
export * from "./step.js";
