import {
  type Expression,
  type LambdaSource,
  type Parsed,
  parseExpression,
  parseFieldType,
  parseLambda,
  parseType,
  type TypeExpression,
} from "../../grammar/index.js";
import type {
  AccessProviderSchema,
  Catalog,
  CollectionSchema,
  ComputedFieldSchema,
  EntriesSchema,
  FieldSchema,
  FunctionSchema,
  IndexField,
  IndexSchema,
  RoleSchema,
  UniqueSchema,
} from "./catalog.js";
import type {
  AccessProviderDefinition,
  CollectionDefinition,
  Definitions,
  FunctionDefinition,
  RoleDefinition,
} from "./definition.js";
import { indexField, shapeOf, storedValues } from "./entriesShape.js";

/** The schema that definitions describe, parsed. */
export function catalogOf(definitions: Definitions): Catalog {
  return {
    version: definitions.version,
    typechecked: definitions.typechecked,
    protected: definitions.protected,
    collections: definitions.collections.map(collectionSchema),
    functions: definitions.functions.map(functionSchema),
    roles: definitions.roles.map(roleSchema),
    accessProviders: definitions.accessProviders.map(accessProviderSchema),
  };
}

function collectionSchema(definition: CollectionDefinition): CollectionSchema {
  const { name } = definition;
  const fields = definition.fields.map((field): FieldSchema => {
    const source = `*field:${name}:${field.name}*`;
    return {
      name: field.name,
      type: valid(parseFieldType(field.signature, { source }), field.signature),
      default: field.default === undefined ? undefined : expression(field.default, source),
    };
  });
  const computedFields = definition.computedFields.map(
    (field): ComputedFieldSchema => ({
      name: field.name,
      body: lambda(field.body, `*computed_field:${name}:${field.name}*`),
      bodyText: field.body,
      type: field.signature === undefined ? undefined : type(field.signature, "*signature*"),
    }),
  );
  const entries = new EntriesOf(definition);
  return {
    id: definition.id,
    name,
    alias: definition.alias,
    fields,
    computedFields,
    wildcard: definition.wildcard !== undefined || fields.length === 0,
    indexes: definition.indexes.map((index): IndexSchema => {
      const terms = index.terms.map(indexField);
      const values = index.values.map(indexField);
      const stored = entries.of(terms, values);
      const { queryable } = index;
      return { name: index.name, terms, values, queryable, status: stored.status, entries: stored.schema };
    }),
    uniques: definition.uniques.map((unique): UniqueSchema => {
      const uniqueFields = unique.fields.map(indexField);
      const stored = entries.of(uniqueFields, []);
      return { fields: uniqueFields, status: UNIQUE_STATUS[stored.status], entries: stored.schema };
    }),
    checks: definition.checks.map((check) => ({
      name: check.name,
      body: lambda(check.body, `*check_constraint:${check.name}*`),
    })),
    historyDays: definition.historyDays,
    historyFloor: definition.historyFloor,
    ttlDays: definition.ttlDays,
    documentTtls: definition.documentTtls,
  };
}

const UNIQUE_STATUS = { building: "pending", complete: "active", failed: "failed" } as const;

/** The stored entries of a collection by shape, one schema object each. */
class EntriesOf {
  private readonly schemas = new Map<string, EntriesSchema>();

  constructor(private readonly definition: CollectionDefinition) {}

  of(terms: readonly IndexField[], values: readonly IndexField[]) {
    const shape = shapeOf(terms, values, (name) => this.computedBody(name));
    const stored = this.definition.entries.find((each) => each.shape === shape);
    if (stored === undefined) throw new Error(`no entries are stored for ${shape}`);
    let schema = this.schemas.get(shape);
    if (schema === undefined) {
      schema = { id: stored.id, terms, values: storedValues(values) };
      this.schemas.set(shape, schema);
    }
    return { schema, status: stored.status };
  }

  private computedBody(name: string): string | undefined {
    return this.definition.computedFields.find((field) => field.name === name)?.body;
  }
}

function functionSchema(definition: FunctionDefinition): FunctionSchema {
  const { id, name, alias, role, body, signature } = definition;
  return {
    id,
    name,
    alias,
    role,
    body: lambda(body, `*udf:${name}*`),
    bodyText: body,
    signature: signature === undefined ? undefined : type(signature, "*signature*"),
  };
}

function roleSchema(definition: RoleDefinition): RoleSchema {
  const { id, name, privileges, membership } = definition;
  return {
    id,
    name,
    privileges: privileges.map(({ resource, actions }) => ({
      resource,
      actions: actions.map(({ action, predicate }) => ({
        action,
        predicate: predicate === true ? undefined : lambda(predicate, `*predicate:${name}:${action}*`, false),
      })),
    })),
    membership: membership.map(({ resource, predicate }) => ({
      resource,
      predicate: predicate === undefined ? undefined : lambda(predicate, "*predicate*", false),
    })),
    definition,
  };
}

function accessProviderSchema(definition: AccessProviderDefinition): AccessProviderSchema {
  const { id, name, issuer, jwksUri, roles } = definition;
  return {
    id,
    name,
    issuer,
    jwksUri,
    roles: roles.map(({ role, predicate }) => ({
      role,
      predicate: predicate === undefined ? undefined : lambda(predicate, "*predicate*", false),
    })),
  };
}

/** The text of predicates is never shown: their sources do not keep it. */
function lambda(text: string, name: string, isShown = true): LambdaSource {
  return valid(parseLambda(text, { source: { name, text: isShown ? text : undefined } }), text);
}

function type(text: string, source: string): TypeExpression {
  return valid(parseType(text, { source }), text);
}

function expression(text: string, source: string): Expression {
  return valid(parseExpression(text, { source }), text);
}

function valid<T>(parsed: Parsed<T>, text: string): T {
  if (!parsed.ok) throw new Error(`a stored definition does not parse: ${text}`);
  return parsed.value;
}
