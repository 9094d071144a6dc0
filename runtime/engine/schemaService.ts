import type { Run } from "../call/index.js";
import {
  abandonStaged,
  activeFiles,
  commitStaged,
  describePlan,
  executePush,
  filesAfter,
  NOT_FOUND,
  type PushPlan,
  planPush,
  SchemaRefusal,
  type SourceFile,
  STALE_VERSION,
  sourceFiles,
  stagedReport,
  submissionProblem,
} from "../schema/index.js";
import type {
  DiffOptions,
  SchemaService,
  UpdateOptions,
  UploadOptions,
  VersionOptions,
} from "../server/schemaService.js";
import type { Identity } from "../server/served.js";
import type { Engine } from "./engine.js";
import { deleteItem, diffItem, readItem, withDefinition, writeItem } from "./schemaItems.js";
import { schemaRules } from "./schemaRules.js";
import { readSchema, type SchemaBody, writeSchema } from "./schemaTransaction.js";

/** The schema of the database of an identity, as the HTTP API and the library face ask for it. spec/02 §10 */
export function createSchemaService(engine: Engine, { database }: Identity): SchemaService {
  const read = <T>(body: SchemaBody<T>) => readSchema(engine, database, body);
  const write = <T>(options: VersionOptions, body: SchemaBody<T>) =>
    writeSchema(engine, database, (run) => (isStale(run, options) ? STALE_VERSION : body(run)));
  return {
    files: ({ staged }) =>
      read((run) => ({ files: storedFiles(run, staged).map(({ filename }) => filename) })),
    file: (name, { staged }) =>
      read((run) => storedFiles(run, staged).find(({ filename }) => filename === name) ?? NOT_FOUND),
    update: (files, options) => write(options, (run) => update(run, files, options)),
    diff: (files, options) => read((run) => diff(run, files, options)),
    item: async (kind, name) => withDefinition(await read((run) => readItem(run, kind, name))),
    writeItem: async (kind, name, text, options) =>
      withDefinition(await write(options, (run) => writeItem(run, kind, name, text))),
    deleteItem: async (kind, name, options) =>
      withDefinition(await write(options, (run) => deleteItem(run, kind, name))),
    diffItem: (kind, name, text, options) => read((run) => diffItem(run, kind, name, text, options)),
    stagedStatus: ({ format, color = false }) =>
      read((run) => stagedReport(run, schemaRules, format && { format, color })),
    commitStaged: (options) => write(options, (run) => commitStaged(run, schemaRules) ?? {}),
    abandonStaged: (options) => write(options, (run) => abandonStaged(run) ?? {}),
  };
}

function storedFiles(run: Run, staged: boolean): readonly SourceFile[] {
  return staged ? sourceFiles(run.transaction, undefined) : activeFiles(run);
}

function isStale(run: Run, { expectedVersion }: VersionOptions): boolean {
  return expectedVersion !== undefined && expectedVersion !== run.transaction.schemaVersion;
}

function update(run: Run, uploaded: readonly SourceFile[], options: UpdateOptions): SchemaRefusal | object {
  const plan = planUpload(run, uploaded, options);
  if (plan instanceof SchemaRefusal) return plan;
  executePush(run, plan, options.staged);
  return {};
}

function diff(
  run: Run,
  uploaded: readonly SourceFile[],
  options: DiffOptions & UploadOptions,
): SchemaRefusal | { readonly diff: string } {
  const plan = planUpload(run, uploaded, options, options.staged);
  return plan instanceof SchemaRefusal ? plan : { diff: describePlan(plan, options) };
}

function planUpload(
  run: Run,
  uploaded: readonly SourceFile[],
  { override }: UploadOptions,
  isComparedWithStaged = false,
): PushPlan | SchemaRefusal {
  const problem = submissionProblem(uploaded);
  if (problem !== undefined) return new SchemaRefusal(400, problem);
  const files = filesAfter(sourceFiles(run.transaction, undefined), uploaded, override);
  return planPush(run, files, schemaRules, { isComparedWithStaged });
}
