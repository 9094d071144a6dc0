import {
  type Authentication,
  adminOf,
  authenticate,
  byJwt,
  type Caller,
  type DatabaseNode,
  DatabaseTree,
  type JwtAuthentication,
  KeySets,
  type ReadDatabase,
} from "../auth/index.js";
import { type Limits, Run, type Schema, type Sources } from "../call/index.js";
import { raiseHistoryFloor, stampVersion } from "../documents/index.js";
import type { Credentials, QueryOutcome, QueryRequest } from "../queryRequest.js";

import { ROOT_GLOBAL_ID } from "../schema/index.js";
import type { Read, Storage } from "../storage/storage.js";
import {
  type Contended,
  type Done,
  type RunOptions,
  runAsync,
  runSync,
  type Transaction,
} from "../transaction/index.js";
import type { Timestamp } from "../values/index.js";
import { type AnswerForm, MATERIALISED } from "./answerForm.js";
import { Background } from "./background.js";
import { Builds } from "./builds.js";
import { type Evaluation, type EvaluationContext, evaluateQuery } from "./evaluateQuery.js";
import { outcomeOf, type Seen } from "./outcome.js";
import { createQueryCache, type QueryCache } from "./queryCache.js";
import { Retention } from "./retention.js";
import { createSchemaCache } from "./schemaCache.js";
import type { Surroundings } from "./sources.js";
import { TimeOut } from "./timeOut.js";
import { type CheckLimits, createTypecheckCache } from "./typecheck.js";

export interface EngineOptions {
  readonly storage: Storage;
  readonly limits: Limits;
  readonly surroundings: Surroundings;
  readonly sources: Sources;
  /** The secret of the root database's admin. */
  readonly secret: string;
  /** Whether databases that say nothing of it are typechecked. */
  readonly typechecked: boolean;
  /** How many replaced or deleted versions a collection may keep; all that can be read, unless told otherwise. */
  readonly historyBudget?: number;
  /** Told of what goes wrong where nobody waits for an answer. */
  readonly onFault?: (fault: unknown) => void;
  /** False reads sets by the naive plan only, for comparison. */
  readonly optimize?: boolean;
}

/** A database at work: queries in, outcomes out. Everything above it — HTTP, the library, the shell — asks it. */
export interface Engine {
  readonly options: EngineOptions;
  readonly queries: QueryCache;
  /** Whose the credentials are; answers at once where nothing must be looked up. spec/07 §1.1 */
  authenticate(credentials: Credentials): Caller | undefined | Promise<Caller | undefined>;
  /** Runs a transaction that does not write. */
  readonly read: ReadDatabase;
  execute(request: QueryRequest): QueryOutcome | Promise<QueryOutcome>;
  /** The same, with an answer of another form. */
  executeAs<Answer>(
    request: QueryRequest,
    form: AnswerForm<Answer>,
  ): QueryOutcome<Answer> | Promise<QueryOutcome<Answer>>;
  schemaOf(transaction: Transaction): Schema;
  runOptions(database: number): RunOptions;
  context(request: QueryRequest, started: number, caller: Caller): EvaluationContext;
  /** A writable copy that shares all rows and caches; throws where the store has no forks. */
  fork(): Engine;
  /** Ends what is under way in the background, and closes the store. */
  close(): Promise<void>;
}

/** The root database. */
export const ROOT = 0;

/** The program that opened the database, or whoever has its secret. */
export const OWNER = adminOf(ROOT);

const QUERY_CACHE_BYTES = 64 * 1024 * 1024;

/** Puts an engine together; `queries` and `checks` are what forks share with it. engine §7 */
export function createEngine(
  options: EngineOptions,
  queries = createQueryCache(QUERY_CACHE_BYTES),
  schemas = createSchemaCache(),
  checks = createTypecheckCache(QUERY_CACHE_BYTES),
): Engine {
  const runOptions = (database: number): RunOptions => ({
    storage: options.storage,
    database,
    sources: options.sources,
    stamp: stampVersion,
    committed: (transaction, time) => {
      retention.committed(transaction, time);
      builds.committed(transaction);
    },
  });
  const read: ReadDatabase = async (database, body) => {
    const done = await runAsync(
      { ...runOptions(database), retries: 0, pause: options.surroundings.pause },
      body,
    );
    if (done.kind === "contended") throw new Error("a transaction without writes has no conflicts");
    return done.value;
  };
  const tree = new DatabaseTree(rootNode(options), read);
  const schemaOf = (transaction: Transaction) => {
    const schema = schemas.schemaOf(transaction, tree.settingsOf(transaction.database));
    if (transaction.missing === 0) builds.found(transaction.database, schema);
    return schema;
  };
  const { storage, historyBudget, onFault = console.error } = options;
  const raiseFloor = async (database: number, collection: number, floor: Timestamp) => {
    const retrying = { ...runOptions(database), retries: 4, pause: options.surroundings.pause };
    await runAsync(retrying, (transaction) => raiseHistoryFloor(transaction, collection, floor));
  };
  const background = new Background();
  const retention = new Retention({
    storage,
    schemaOf,
    read,
    raiseFloor,
    historyBudget,
    background,
    onFault,
  });
  const builds = new Builds({ ...options, schemaOf, runOptions, background, onFault });
  const { clock, fetch } = options.surroundings;
  const keySets = new KeySets(fetch, clock, onFault);
  const authentication = authenticationOf(options, { tree, read, keySets }, schemaOf);
  const engine: Engine = {
    options,
    read,
    queries,
    authenticate: (credentials) => recognise(authentication, credentials),
    execute: (request) => execute(engine, request, MATERIALISED),
    executeAs: (request, form) => execute(engine, request, form),
    schemaOf,
    runOptions,
    context: (request, started, caller) => ({
      caller,
      queries,
      checks,
      limits: options.limits,
      optimize: options.optimize ?? true,
      checkLimits: checkLimits(request, started, options.surroundings),
      interrupt: () => interrupt(request, started, options.surroundings),
    }),
    fork: () =>
      createEngine({ ...options, storage: forkOf(options.storage) }, queries, schemas.fork(), checks),
    close: async () => {
      await background.end();
      await storage.close();
    },
  };
  return engine;
}

function rootNode({ typechecked }: EngineOptions): DatabaseNode {
  const settings = { typechecked, protected: false, isInAccount: false, globalId: ROOT_GLOBAL_ID };
  return { number: ROOT, parent: undefined, settings };
}

/** What it takes to recognise callers. */
function authenticationOf(
  { limits, sources, secret, surroundings }: EngineOptions,
  found: Pick<JwtAuthentication, "tree" | "read" | "keySets">,
  schemaOf: Engine["schemaOf"],
): Authentication & JwtAuthentication {
  return {
    ...found,
    catalogOf: (transaction) => schemaOf(transaction).catalog,
    runOf: (transaction) => new Run(transaction, schemaOf(transaction), limits, sources),
    rootSecret: secret,
    homes: new Map(),
    clock: surroundings.clock,
  };
}

function forkOf(storage: Storage): Storage {
  if (storage.fork === undefined) throw new Error("this store cannot be forked");
  return storage.fork();
}

function recognise(
  authentication: Authentication & JwtAuthentication,
  credentials: Credentials,
): Caller | undefined | Promise<Caller | undefined> {
  switch (credentials.kind) {
    case "owner":
      return OWNER;
    case "secret": {
      const { secret, scope } = credentials;
      if (secret === authentication.rootSecret && scope === undefined) return OWNER;
      return authenticate(authentication, credentials);
    }
    case "jwt":
      return byJwt(authentication, credentials.token);
  }
}

/** spec/03 §8.2 */
const MAX_CHECK_MS = 5000;

function checkLimits(request: QueryRequest, started: number, surroundings: Surroundings): CheckLimits {
  const budget = Math.min(request.timeoutMs, MAX_CHECK_MS);
  return { clock: () => surroundings.clock() / 1000, deadline: started / 1000 + budget };
}

function interrupt(request: QueryRequest, started: number, surroundings: Surroundings): void {
  const elapsedMs = (surroundings.clock() - started) / 1000;
  if (elapsedMs > request.timeoutMs || request.signal?.aborted) throw new TimeOut(elapsedMs);
}

function execute<Answer>(
  engine: Engine,
  request: QueryRequest,
  form: AnswerForm<Answer>,
): QueryOutcome<Answer> | Promise<QueryOutcome<Answer>> {
  const caller = engine.authenticate(request.credentials);
  return caller instanceof Promise
    ? caller.then((found) => executeFor(engine, request, form, found))
    : executeFor(engine, request, form, caller);
}

function executeFor<Answer>(
  engine: Engine,
  request: QueryRequest,
  form: AnswerForm<Answer>,
  caller: Caller | undefined,
): QueryOutcome<Answer> | Promise<QueryOutcome<Answer>> {
  if (caller === undefined) return { kind: "unauthorized" };
  const { surroundings, storage } = engine.options;
  const started = surroundings.clock();
  const context = engine.context(request, started, caller);
  const options = engine.runOptions(caller.database);
  const seen: Seen = { schemaVersion: 0, snapshot: 0, schema: undefined, caller };
  const body = (transaction: Transaction, sources: Sources): Evaluation<Answer> => {
    seen.schemaVersion = transaction.schemaVersion;
    seen.snapshot = transaction.snapshot;
    // Time passes while rows are loaded, and where it is up, no further trip is worth it.
    if (transaction.waits) context.interrupt();
    seen.schema = engine.schemaOf(transaction);
    return evaluateQuery(request, form, transaction, sources, seen.schema, context);
  };
  const finish = (done: Done<Evaluation<Answer>> | Contended): QueryOutcome<Answer> =>
    outcomeOf(done, seen, (surroundings.clock() - started) / 1000);
  if (storage.waits) {
    let lost: Contended | undefined;
    const pause = (_retry: number, reads: readonly Read[]) => {
      lost = { kind: "contended", reads };
      return surroundings.pause(pauseMillis(surroundings));
    };
    // A time-out after a conflict tells the conflict. spec/08 §12
    return runAsync({ ...options, retries: request.maxContentionRetries, pause }, body)
      .then(finish)
      .catch((error) => (error instanceof TimeOut && lost !== undefined ? finish(lost) : timedOut(error)));
  }
  try {
    return finish(runSync(options, body));
  } catch (error) {
    return timedOut(error);
  }
}

function timedOut(error: unknown): Extract<QueryOutcome, { kind: "timedOut" }> {
  if (error instanceof TimeOut) return { kind: "timedOut", elapsedMs: error.elapsedMs };
  throw error;
}

/** 0 to 200 ms. spec/08 §12 */
function pauseMillis(surroundings: Surroundings): number {
  return (surroundings.randomBytes(1)[0]! / 255) * 200;
}
