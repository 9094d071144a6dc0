import { DEFAULT_LIMITS, Run } from "../../runtime/call/index.js";
import { MATERIALISED } from "../../runtime/engine/answerForm.js";
import { createEngine, type Engine, OWNER, ROOT } from "../../runtime/engine/engine.js";
import { evaluateQuery } from "../../runtime/engine/evaluateQuery.js";
import { seededSurroundings, sourcesOf } from "../../runtime/engine/sources.js";
import { createLinker } from "../../runtime/evaluate/index.js";
import { type QueryOutcome, REQUEST_DEFAULTS } from "../../runtime/queryRequest.js";
import {
  BUILD_START,
  type BuildPosition,
  continueBuild,
  pendingBuilds,
  ROOT_GLOBAL_ID,
  readSchema,
} from "../../runtime/schema/index.js";
import { MemoryStorage } from "../../runtime/storage/index.js";
import { Attempt, runSync } from "../../runtime/transaction/index.js";
import { encodeSimple } from "../../runtime/wire/index.js";

/** A database in memory, asked with typechecking off: values as JSON, failures as text. */
export class World {
  private constructor(private readonly engine: Engine) {}

  /** `setup` are queries that must succeed. */
  static of(...setup: readonly string[]): World {
    const surroundings = seededSurroundings(1);
    const world = new World(
      createEngine({
        storage: new MemoryStorage({ clock: surroundings.clock }),
        limits: DEFAULT_LIMITS,
        surroundings,
        sources: sourcesOf(surroundings, new Uint8Array(32)),
        secret: "secret",
        typechecked: false,
      }),
    );
    for (const text of setup) world.run(text);
    return world;
  }

  /** From now on the database is protected. */
  protect(): void {
    const settings = { typechecked: false, protected: true, isInAccount: false, globalId: ROOT_GLOBAL_ID };
    this.engine.schemaOf = (transaction) => readSchema(transaction, settings, createLinker);
  }

  outcome(text: string): QueryOutcome {
    const outcome = this.engine.execute({ ...REQUEST_DEFAULTS, text, typecheck: false });
    if (outcome instanceof Promise) throw new Error("the memory store answers at once");
    return outcome;
  }

  /** The value of a query, as the simple format writes it. */
  run(text: string): unknown {
    const outcome = this.outcome(text);
    if (outcome.kind !== "success") throw new Error(describe(outcome));
    return JSON.parse(encodeSimple(outcome.value, outcome.transactionTime));
  }

  /** The failure of a query: code, message, and a line for each constraint failure. */
  fails(text: string): string {
    const outcome = this.outcome(text);
    if (outcome.kind === "success") throw new Error(`succeeded: ${text}`);
    return describe(outcome);
  }

  /** The text at the innermost place of a failure. */
  place(text: string): string | undefined {
    const outcome = this.outcome(text);
    if (outcome.kind !== "failed") throw new Error(`did not fail as it ran: ${text}`);
    const [span] = outcome.failure.frames ?? [];
    return span?.source.text?.slice(span.start, span.end);
  }

  /** What becomes of two queries that see the same snapshot and commit one after the other. */
  async together(...texts: readonly string[]): Promise<readonly string[]> {
    const attempts: Attempt[] = [];
    for (const text of texts) attempts.push(await this.attempt(text));
    const results: string[] = [];
    for (const attempt of attempts) results.push((await attempt.commit()).kind);
    return results;
  }

  private async attempt(text: string): Promise<Attempt> {
    const attempt = await Attempt.begin(this.engine.runOptions(ROOT));
    const request = { ...REQUEST_DEFAULTS, text, typecheck: false };
    const evaluation = await attempt.run((transaction, sources) => {
      const schema = this.engine.schemaOf(transaction);
      return evaluateQuery(
        request,
        MATERIALISED,
        transaction,
        sources,
        schema,
        this.engine.context(request, Number.MAX_SAFE_INTEGER, OWNER),
      );
    });
    if (evaluation.kind !== "success") throw new Error(`${text}: ${evaluation.kind}`);
    return attempt;
  }

  /** Runs what is left to build of indexes, as a background task does. */
  build(): void {
    const options = this.engine.runOptions(ROOT);
    runSync(options, (transaction, sources) => {
      const schema = this.engine.schemaOf(transaction);
      const run = new Run(transaction, schema, DEFAULT_LIMITS, sources);
      for (const each of pendingBuilds(run)) {
        let position: BuildPosition | undefined = BUILD_START;
        while (position !== undefined) position = continueBuild(run, each, position);
      }
    });
  }

  transactionTime(text: string): number {
    const outcome = this.outcome(text);
    if (outcome.kind !== "success") throw new Error(describe(outcome));
    return outcome.transactionTime;
  }
}

function describe(outcome: QueryOutcome): string {
  if (outcome.kind === "rejected") return outcome.diagnostics.map((each) => each.message).join("\n");
  if (outcome.kind !== "failed") return outcome.kind;
  const { code, message, failures } = outcome.failure;
  const lines = failures.map(({ paths, message: text }) =>
    paths.length === 0 ? text : `${paths.map(pathText).join(",")}: ${text}`,
  );
  return [`${code}: ${message}`, ...lines].join("\n");
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${part}`))
    .join("");
}
