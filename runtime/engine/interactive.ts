import type { Sources } from "../call/index.js";
import type { QueryOutcome, QueryRequest } from "../queryRequest.js";
import { Attempt, type Transaction } from "../transaction/index.js";
import { type Engine, OWNER, ROOT } from "./engine.js";
import { evaluateQuery } from "./evaluateQuery.js";
import { outcomeOf } from "./outcome.js";

/** A transaction of several queries. engine §10 */
export interface InteractiveTransaction {
  /** Runs one query; those before it have ended. A failed one writes nothing, and the transaction goes on. */
  execute(request: QueryRequest): Promise<QueryOutcome>;
  /** Undefined where another transaction got in between. */
  commit(): Promise<{ readonly time: number } | undefined>;
}

export async function startTransaction(engine: Engine): Promise<InteractiveTransaction> {
  const attempt = await Attempt.begin(engine.runOptions(ROOT));
  const { surroundings } = engine.options;
  const { snapshot, schemaVersion } = attempt.transaction;
  return {
    async execute(request) {
      const started = surroundings.clock();
      const context = engine.context(request, started, OWNER);
      const value = await attempt.run((transaction: Transaction, sources: Sources) =>
        evaluateQuery(request, transaction, sources, engine.schemaOf(transaction), context),
      );
      const elapsedMs = (surroundings.clock() - started) / 1000;
      return outcomeOf(
        { kind: "done", value, time: snapshot, retries: 0 },
        { schemaVersion, snapshot, caller: OWNER },
        elapsedMs,
      );
    },
    async commit() {
      const result = await attempt.commit();
      return result.kind === "committed" ? { time: result.time } : undefined;
    },
  };
}
