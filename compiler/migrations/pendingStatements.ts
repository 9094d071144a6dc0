import { type MigrationStatement, printMigrationStatement } from "../../grammar/index.js";

/**
 * The statements that have not been applied: those behind the longest beginning of the submitted ones with which the
 * live ones end. spec/02 §7.1
 */
export function pendingStatements(
  submitted: readonly MigrationStatement[],
  live: readonly MigrationStatement[],
): readonly MigrationStatement[] {
  const text = (statement: MigrationStatement) => printMigrationStatement(statement, 0);
  const next = submitted.map(text);
  const past = live.map(text);
  let applied = Math.min(next.length, past.length);
  const isContinued = (count: number) =>
    past.slice(past.length - count).every((statement, i) => statement === next[i]);
  while (!isContinued(applied)) applied--;
  return submitted.slice(applied);
}
