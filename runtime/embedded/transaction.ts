import { type Engine, startTransaction } from "../engine/index.js";
import { checkOptions, type OptionTable } from "./checkOptions.js";
import type { Query } from "./fql.js";
import { FqlError } from "./fqlError.js";
import type { Lifetime } from "./lifetime.js";
import { type QueryOptions, requestOf } from "./queryOptions.js";
import { type QueryResult, settle } from "./settle.js";

/** What a transaction's callback is given. */
export interface TransactionQueries {
  /** Runs a query that sees what the ones before it wrote. A failed one writes nothing and throws `FqlError`. */
  query<T = unknown>(query: Query | string, options?: QueryOptions): Promise<QueryResult<T>>;
}

export interface TransactionOptions {
  /** How often the callback runs again when another transaction got in between; 10 unless told otherwise. */
  readonly maxRetries?: number;
  /** Ends a transaction that is not done by then; 30,000 unless told otherwise. */
  readonly timeoutMs?: number;
}

const OPTIONS: OptionTable<TransactionOptions> = { maxRetries: "number", timeoutMs: "number" };

/** Runs `callback` until its transaction commits. engine §10 */
export async function runInTransaction<T>(
  engine: Engine,
  lifetime: Lifetime,
  callback: (transaction: TransactionQueries) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (typeof callback !== "function")
    throw new TypeError("a transaction is a function that is given its queries");
  checkOptions("transaction", options, OPTIONS);
  const { maxRetries = 10, timeoutMs = 30_000 } = options;
  const { surroundings } = engine.options;
  const deadline = surroundings.clock() + timeoutMs * 1000;
  const demandTime = () => {
    lifetime.demandOpen();
    if (surroundings.clock() > deadline) {
      throw new FqlError({ code: "time_out", reason: `The transaction was not done after ${timeoutMs} ms` });
    }
  };
  for (let retry = 0; ; retry++) {
    lifetime.demandOpen();
    const transaction = await startTransaction(engine);
    let isOver = false;
    // One after the other, also where the callback does not wait.
    let last: Promise<unknown> = Promise.resolve();
    const value = await callback({
      query: <R>(query: Query | string, queryOptions?: QueryOptions) => {
        const next = last.then(async () => {
          if (isOver) throw new FqlError({ code: "transaction_over", reason: "The transaction is over" });
          demandTime();
          return settle<R>(await transaction.execute(requestOf(query, queryOptions)));
        });
        last = next.catch(() => undefined);
        // Another promise: of a query that nobody waits for, the host is to tell what failed.
        return next.then((result) => result);
      },
    });
    await last;
    isOver = true;
    demandTime();
    const failure = await transaction.commit();
    if (failure === undefined) return value;
    const isLast = retry >= maxRetries || failure.code !== "contended_transaction";
    if (isLast) throw new FqlError({ code: failure.code, reason: failure.message });
  }
}
