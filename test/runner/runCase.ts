import { type Database, FqlError, open } from "../../runtime/index.js";
import type { Case, CaseFile, Expectation } from "./caseFile.js";
import { debugText } from "./debugText.js";

/** Runs a file's queries and gives the file back with what they came to. */
export async function runCaseFile(file: CaseFile): Promise<CaseFile> {
  const seeded = await open({ seed: 7 });
  if (file.schema !== undefined) await seeded.schema.push({ "main.fsl": file.schema });
  for (const each of file.data) await seeded.query(each);
  const cases: Case[] = [];
  let current: Database = seeded;
  for (const each of file.cases) {
    if (!each.continues) current = seeded.fork();
    cases.push({ ...each, expected: await outcomeOf(current, each) });
  }
  await seeded.close();
  return { ...file, cases };
}

/** What a query came to, in the sections that its case asks for; a value or an error where it asks for nothing. */
async function outcomeOf(
  database: Database,
  { query, flags, expected }: Case,
): Promise<readonly Expectation[]> {
  const kinds = new Set(expected.map((each) => each.kind));
  const outcome: Expectation[] = [];
  try {
    const result = await database.query(query, {
      typecheck: !flags.includes("unchecked"),
      performanceHints: flags.includes("hints"),
    });
    if (kinds.has("type")) outcome.push({ kind: "type", text: result.staticType ?? "" });
    if (kinds.size === 0 || kinds.has("value") || kinds.has("error")) {
      outcome.push({ kind: "value", text: steady(debugText(result.data)) });
    }
    if (result.summary !== "") outcome.push({ kind: "summary", text: result.summary });
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    outcome.push({ kind: "error", text: steady(error.summary || error.reason) });
  }
  return outcome;
}

/** Times of the test's clock and generated ids say only that they are: they move with every query before. */
function steady(text: string): string {
  return text.replace(/2026-01-01T00:00:\d\d(\.\d+)?Z/g, "<now>").replace(/\b45\d{16}\b/g, "<id>");
}
