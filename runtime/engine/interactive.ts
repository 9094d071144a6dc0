import type { QueryFailure } from "../../compiler/index.js";
import type { Sources } from "../call/index.js";
import { documentAndCollection } from "../problems/writes.js";
import type { QueryOutcome, QueryRequest } from "../queryRequest.js";
import { Attempt, type Transaction } from "../transaction/index.js";
import { NATIVE } from "../values/index.js";
import { MATERIALISED } from "./answerForm.js";
import { contention } from "./contention.js";
import { type Engine, OWNER, ROOT } from "./engine.js";
import { evaluateQuery } from "./evaluateQuery.js";
import { outcomeOf } from "./outcome.js";

/** A transaction of several queries. engine §10 */
export interface InteractiveTransaction {
  /** Runs one query; those before it have ended. A failed one writes nothing, and the transaction goes on. */
  execute(request: QueryRequest): Promise<QueryOutcome>;
  /** Answers why nothing was written: above all, another transaction got in between. */
  commit(): Promise<QueryFailure | undefined>;
}

/** Begins a transaction of several queries in the root database. */
export async function startTransaction(engine: Engine): Promise<InteractiveTransaction> {
  const attempt = await Attempt.begin(engine.runOptions(ROOT));
  const { surroundings } = engine.options;
  const { snapshot, schemaVersion } = attempt.transaction;
  return {
    async execute(request) {
      const started = surroundings.clock();
      const context = engine.context(request, started, OWNER);
      const value = await attempt.run((transaction: Transaction, sources: Sources) =>
        evaluateQuery(request, MATERIALISED, transaction, sources, engine.schemaOf(transaction), context),
      );
      const elapsedMs = (surroundings.clock() - started) / 1000;
      return outcomeOf(
        { kind: "done", value, time: snapshot, retries: 0 },
        { schemaVersion, snapshot, schema: undefined, caller: OWNER },
        elapsedMs,
      );
    },
    async commit() {
      if (changesCollectionOfDocuments(attempt.transaction)) return documentAndCollection();
      const result = await attempt.commit();
      if (result.kind === "committed") return undefined;
      return contention(result.reads, engine.schemaOf(attempt.transaction));
    },
  };
}

/** What one query must not do, several must not either: later ones write by the catalog of the snapshot. spec/06 §11 */
function changesCollectionOfDocuments({ written }: Transaction): boolean {
  const definitions = new Set(
    written.filter(({ collection }) => collection === NATIVE.Collection).map(({ id }) => Number(id)),
  );
  return definitions.size > 0 && written.some(({ collection }) => definitions.has(collection));
}
