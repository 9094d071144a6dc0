import type { Sources } from "../call/index.js";
import {
  type Engine,
  type Evaluation,
  evaluateQuery,
  MATERIALISED,
  outcomeOf,
  type Seen,
} from "../engine/index.js";
import type { QueryOutcome, QueryRequest } from "../queryRequest.js";
import { runAsync, type Transaction } from "../transaction/index.js";
import { countReads } from "./countReads.js";
import type { Explanation } from "./explanation.js";
import { PlanRecorder } from "./recorder.js";

const NOTHING: Explanation = { plans: [], rules: [], documentsRead: 0, entriesRead: 0 };

/** Runs a query, takes back what it wrote, and tells how its sets were read. */
export async function explainQuery(
  engine: Engine,
  request: QueryRequest,
): Promise<{ readonly outcome: QueryOutcome; readonly explanation: Explanation }> {
  const { surroundings } = engine.options;
  const caller = await engine.authenticate(request.credentials);
  if (caller === undefined) return { outcome: { kind: "unauthorized" }, explanation: NOTHING };
  const context = engine.context(request, surroundings.clock(), caller);
  const options = { ...engine.runOptions(caller.database), retries: 0, pause: async () => {} };
  const seen: Seen = { schemaVersion: 0, snapshot: 0, schema: undefined, caller };
  let recorder: PlanRecorder | undefined;
  const done = await runAsync(options, (transaction: Transaction, sources: Sources): Evaluation => {
    seen.schemaVersion = transaction.schemaVersion;
    seen.snapshot = transaction.snapshot;
    const schema = engine.schemaOf(transaction);
    seen.schema = schema;
    const counts = { documents: 0, entries: 0 };
    const nameOf = (id: number) => schema.collection(id)?.name ?? "";
    const started = new PlanRecorder(counts, surroundings.stopwatch, nameOf);
    recorder = started;
    const start = transaction.mark();
    const counted = countReads(transaction, counts);
    const evaluation = evaluateQuery(request, MATERIALISED, counted, sources, schema, {
      ...context,
      observer: started,
    });
    transaction.undo(start);
    return evaluation;
  });
  return { outcome: outcomeOf(done, seen, 0), explanation: recorder!.explanation() };
}
