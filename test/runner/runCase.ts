import { type Database, explanationText, FqlError, open } from "../../runtime/index.js";
import type { Case, CaseFile, Expectation } from "./caseFile.js";
import { debugText } from "./debugText.js";
import { effectsText } from "./effects.js";

/** Runs a file's queries and gives the file back with what they came to. */
export async function runCaseFile(file: CaseFile): Promise<CaseFile> {
  const seeded = await open({ seed: 7 });
  if (file.schema !== undefined) await seeded.schema.push({ "main.fsl": file.schema });
  for (const each of file.data) await seeded.query(each);
  const cases: Case[] = [];
  let current: Database = seeded;
  for (const each of file.cases) {
    if (!each.continues) current = seeded.fork();
    const outcome = each.flags.includes("push")
      ? outcomeOfPush(current, each)
      : outcomeOf(current, each, file.schema);
    cases.push({ ...each, expected: await outcome });
  }
  await seeded.close();
  return { ...file, cases };
}

/**
 * What a push came to: how the schema differed, and on demand what `main.fsl` holds. `query`s between pushes may change
 * it too.
 */
async function outcomeOfPush(
  database: Database,
  { query, flags, expected }: Case,
): Promise<readonly Expectation[]> {
  const files = { "main.fsl": query };
  try {
    const diff = await database.schema.diff(files);
    if (!flags.includes("keep")) await database.schema.push(files);
    const outcome: Expectation[] = [{ kind: "diff", text: diff.trimEnd() }];
    if (expected.some(({ kind }) => kind === "files")) outcome.push(await filesOf(database));
    return outcome;
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    return [{ kind: "error", text: error.reason }];
  }
}

async function filesOf(database: Database): Promise<Expectation> {
  const files = await database.schema.pull();
  return { kind: "files", text: (files["main.fsl"] ?? "").trimEnd() };
}

/** What a query came to, in the sections that its case asks for; a value or an error where it asks for nothing. */
async function outcomeOf(
  database: Database,
  { query, flags, expected }: Case,
  schema: string | undefined,
): Promise<readonly Expectation[]> {
  const kinds = new Set(expected.map((each) => each.kind));
  const outcome: Expectation[] = [];
  try {
    if (flags.includes("tagged"))
      return [{ kind: "value", text: steady(await taggedAnswer(database, query, flags)) }];
    const result = await database.query(query, {
      typecheck: !flags.includes("unchecked"),
      performanceHints: flags.includes("hints"),
    });
    if (kinds.has("type")) outcome.push({ kind: "type", text: result.staticType ?? "" });
    if (kinds.has("effects")) {
      outcome.push({ kind: "effects", text: effectsText(query, schema, !flags.includes("unchecked")) });
    }
    if (kinds.size === 0 || kinds.has("value") || kinds.has("error")) {
      outcome.push({ kind: "value", text: steady(debugText(result.data)) });
    }
    if (kinds.has("files")) outcome.push(await filesOf(database));
    if (kinds.has("plan")) {
      const explanation = await database.explain(query, { typecheck: !flags.includes("unchecked") });
      outcome.push({ kind: "plan", text: steady(explanationText(explanation, { times: false })) });
    }
    if (result.summary !== "") outcome.push({ kind: "summary", text: result.summary });
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    if (kinds.has("code")) outcome.push({ kind: "code", text: error.code });
    outcome.push({ kind: "error", text: steady(error.summary || error.reason) });
  }
  return outcome;
}

/** The answer in the tagged format, which keeps all kinds of numbers apart. spec/08 §5 */
async function taggedAnswer(database: Database, query: string, flags: readonly string[]): Promise<string> {
  const response = await database.fetch(
    new Request("http://localhost/query/1", {
      method: "POST",
      headers: {
        authorization: "Bearer secret",
        "x-format": "tagged",
        "x-typecheck": String(!flags.includes("unchecked")),
      },
      body: JSON.stringify({ query }),
    }),
  );
  const answer = (await response.json()) as { data?: unknown; error?: unknown };
  return JSON.stringify(answer.error ?? answer.data);
}

/** Times of the test's clock and generated ids say only that they are: they move with every query before. */
function steady(text: string): string {
  return text.replace(/2026-01-01T00:00:\d\d(\.\d+)?Z/g, "<now>").replace(/\b45\d{16}\b/g, "<id>");
}
