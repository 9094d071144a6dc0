import { Run, type Sources } from "../call/index.js";
import { SchemaRefusal, STALE_VERSION } from "../schema/index.js";
import type { SchemaResult } from "../server/schemaService.js";
import { runAsync, type Transaction } from "../transaction/index.js";
import type { Timestamp } from "../values/index.js";
import { failureText } from "../wire/index.js";
import type { Engine } from "./engine.js";
import { guarded } from "./evaluateQuery.js";

const CONTENTION_RETRIES = 4;

/** What a request about the schema answers in a run, or why it does not. */
export type SchemaBody<T> = (run: Run) => T | SchemaRefusal;

/** Reads the schema of a database; answers its version. spec/02 §10 */
export async function readSchema<T>(
  engine: Engine,
  database: number,
  body: SchemaBody<T>,
): Promise<SchemaResult<T>> {
  const { outcome, schemaVersion } = await schemaTransaction(engine, database, body);
  return outcome instanceof SchemaRefusal
    ? refused(outcome)
    : { ok: true, version: schemaVersion, result: outcome };
}

/** Changes the schema, or nothing where it is refused or fails; answers the time of its transaction. */
export async function writeSchema<T>(
  engine: Engine,
  database: number,
  body: SchemaBody<T>,
): Promise<SchemaResult<T>> {
  const { outcome, time } = await schemaTransaction(engine, database, body);
  return outcome instanceof SchemaRefusal ? refused(outcome) : { ok: true, version: time, result: outcome };
}

interface Answer<T> {
  readonly outcome: T | SchemaRefusal;
  readonly time: Timestamp;
  readonly schemaVersion: Timestamp;
}

async function schemaTransaction<T>(
  engine: Engine,
  database: number,
  body: SchemaBody<T>,
): Promise<Answer<T>> {
  const { surroundings, limits } = engine.options;
  const retrying = {
    ...engine.runOptions(database),
    retries: CONTENTION_RETRIES,
    pause: (retry: number) => surroundings.pause(retry * 10),
  };
  const done = await runAsync(retrying, (transaction: Transaction, sources: Sources) => {
    const run = new Run(transaction, engine.schemaOf(transaction), limits, sources);
    const answer = guarded(run, () => {
      const start = transaction.mark();
      const outcome = body(run);
      if (outcome instanceof SchemaRefusal) transaction.undo(start);
      return { kind: "answered" as const, outcome };
    });
    return { answer, schemaVersion: transaction.schemaVersion };
  });
  if (done.kind === "contended") return { outcome: STALE_VERSION, time: 0, schemaVersion: 0 };
  const { answer, schemaVersion } = done.value;
  const outcome =
    answer.kind === "failed" ? new SchemaRefusal(400, failureText(answer.failure)) : answer.outcome;
  return { outcome, time: done.time, schemaVersion };
}

function refused({ status, message }: SchemaRefusal): SchemaResult<never> {
  return { ok: false, status, message };
}
