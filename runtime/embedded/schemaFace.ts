import { createSchemaService, type Engine, ROOT } from "../engine/index.js";
import type {
  DiffFormat,
  DiffOptions,
  SchemaAnswer,
  SchemaService,
  StagedStatus,
} from "../server/schemaService.js";
import { FqlError } from "./fqlError.js";
import type { Lifetime } from "./lifetime.js";
import { isQueryObject } from "./queryValue.js";

/** Texts of FSL by the names of their files. */
export type SchemaSources = Readonly<Record<string, string>>;

export interface PushOptions extends SchemaVersion {
  /** False where other files stay as they are: then only what lived in the files given is replaced. */
  readonly override?: boolean;
  /** True keeps queries on the present schema until `commit()`. */
  readonly staged?: boolean;
}

export interface SchemaVersion {
  /** The schema version that the caller has seen; fails where the schema has changed since. */
  readonly version?: number;
}

export interface SchemaDiffOptions {
  readonly override?: boolean;
  /** True compares with the staged schema, not with the one in force. */
  readonly staged?: boolean;
  /** `semantic` unless told otherwise. */
  readonly format?: DiffFormat;
  /** True colours the text for terminals. */
  readonly color?: boolean;
}

/** The schema of a database as files of FSL. All methods throw `FqlError` with all that is wrong. spec/02 */
export interface SchemaFace {
  /** Makes the schema what the files say: all or nothing. Returns the new schema version. */
  push(files: SchemaSources, options?: PushOptions): Promise<{ readonly version: number }>;
  /** The stored files; those of a staged schema, if there is one. */
  pull(): Promise<Record<string, string>>;
  /** What a push would change, as text; empty if nothing. */
  diff(files: SchemaSources, options?: SchemaDiffOptions): Promise<string>;
  /** Whether a schema is staged, and whether it can be committed; with a format also what it changes. */
  status(options?: Pick<SchemaDiffOptions, "format" | "color">): Promise<StagedStatus>;
  /** Puts the staged schema in force. */
  commit(options?: SchemaVersion): Promise<{ readonly version: number }>;
  /** Drops the staged schema. */
  abandon(options?: SchemaVersion): Promise<{ readonly version: number }>;
}

/** `db.schema`: the schema service of the root database, with what fails thrown. */
export function schemaFace(engine: Engine, lifetime: Lifetime): SchemaFace {
  const created: SchemaService = createSchemaService(engine, { database: ROOT, role: "admin" });
  const service = (): SchemaService => {
    lifetime.demandOpen();
    return created;
  };
  return {
    async push(files, { override = true, staged = false, version } = {}) {
      const options = { override, staged, expectedVersion: version };
      return versionOf(await answered(service().update(filesOf(files), options)));
    },
    async pull() {
      const { result } = await answered(service().files({ staged: true }));
      const contents = await Promise.all(
        result.files.map(
          async (name) =>
            [name, (await answered(service().file(name, { staged: true }))).result.content] as const,
        ),
      );
      return Object.fromEntries(contents);
    },
    async diff(files, { override = true, staged = false, ...options } = {}) {
      const asked = { override, staged, ...diffOptions(options) };
      return (await answered(service().diff(filesOf(files), asked))).result.diff;
    },
    async status(options = {}) {
      const asked = options.format === undefined ? {} : diffOptions(options);
      return (await answered(service().stagedStatus(asked))).result;
    },
    async commit({ version } = {}) {
      return versionOf(await answered(service().commitStaged({ expectedVersion: version })));
    },
    async abandon({ version } = {}) {
      return versionOf(await answered(service().abandonStaged({ expectedVersion: version })));
    },
  };
}

function filesOf(sources: SchemaSources) {
  if (!isQueryObject(sources)) throw new TypeError(NO_FILES);
  return Object.entries(sources).map(([filename, content]) => {
    // An undefined text would be an empty file, and delete what stood in it.
    if (typeof content !== "string") throw new TypeError(`${NO_FILES}; '${filename}' has none`);
    return { filename, content };
  });
}

function diffOptions({ format = "semantic", color = false }: SchemaDiffOptions): DiffOptions {
  return { format, color };
}

function versionOf({ version }: { readonly version: number }) {
  return { version };
}

async function answered<T>(answer: SchemaAnswer<T>) {
  const outcome = await answer;
  if (outcome.ok) return outcome;
  throw new FqlError({ code: CODES[outcome.status], reason: outcome.message });
}

const NO_FILES = "files of a schema are an object of FSL texts by file names";

const CODES = { 400: "invalid_schema", 404: "not_found", 409: "stale_schema_version" } as const;
