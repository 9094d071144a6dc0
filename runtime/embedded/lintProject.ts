import {
  checkProject,
  type LintSchema,
  lintCode,
  lintItem,
  type ProjectTexts,
  parseSchemaFiles,
  resolveQuery,
} from "../../compiler/index.js";
import { type Diagnostic, NO_SPAN, parseQuery } from "../../grammar/index.js";
import { type Engine, ROOT } from "../engine/index.js";
import { elementFields } from "../operators/index.js";
import { itemNameErrors } from "../schema/index.js";
import { library } from "../stdlib/library.js";
import { FqlError } from "./fqlError.js";
import { Lifetime } from "./lifetime.js";
import { openEngine } from "./openEngine.js";
import { schemaFace } from "./schemaFace.js";

export interface LintOptions {
  /** False tells only what is wrong, not what could be better. */
  readonly advice?: boolean;
}

/**
 * All that is wrong with a project's schema and queries, as a database would refuse it, warnings included. Where nothing
 * is wrong, what the lint rules advise: indexes that predicates miss.
 */
export async function lintProject(
  project: ProjectTexts,
  { advice = true }: LintOptions = {},
): Promise<readonly Diagnostic[]> {
  const schema = parseSchemaFiles(project.schema);
  const found = [...(schema.ok ? itemNameErrors(schema.items) : []), ...checkProject(project, library)];
  if (found.some(({ severity }) => severity === "error")) return found;
  const engine = await openEngine();
  try {
    if (project.schema.size > 0)
      await schemaFace(engine, new Lifetime()).push(Object.fromEntries(project.schema));
    return advice ? [...found, ...(await adviceOn(project, engine))] : found;
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    return [...found, refusal(error)];
  } finally {
    await engine.close();
  }
}

/** A refusal whose places are in its text. */
function refusal({ reason }: FqlError): Diagnostic {
  return { severity: "error", message: reason.replace(/^error: /, ""), span: NO_SPAN, hints: [] };
}

async function adviceOn(project: ProjectTexts, engine: Engine): Promise<readonly Diagnostic[]> {
  const schema = await lintSchema(engine);
  const parameters = [...(project.arguments?.keys() ?? [])];
  const files = parseSchemaFiles(project.schema);
  const inItems = files.ok ? files.items.flatMap((item) => lintItem(item, schema)) : [];
  const inQueries = [...project.queries].flatMap(([source, text]) => {
    const parsed = parseQuery(text, { source });
    return parsed.ok ? lintCode(resolveQuery(parsed.value, parameters), schema) : [];
  });
  return [...inItems, ...inQueries];
}

async function lintSchema(engine: Engine): Promise<LintSchema> {
  const schema = await engine.read(ROOT, (transaction) => engine.schemaOf(transaction));
  const { collections } = schema.catalog;
  return {
    collection: (name) =>
      collections.find((each) => each.name === name) ?? collections.find((each) => each.alias === name),
    fieldsOf: ({ id }) => elementFields(schema.collection(id)!),
  };
}
