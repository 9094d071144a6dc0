import type { ElementFields, FieldKind } from "../../../compiler/index.js";
import type { Collection, FieldType } from "../../call/index.js";
import { isReservedField } from "../../documents/index.js";

const known = new WeakMap<Collection, ElementFields>();

/** What the schema says of the fields of a collection's documents, as the optimizer asks it. */
export function elementFields(collection: Collection): ElementFields {
  let fields = known.get(collection);
  if (fields === undefined) {
    fields = describe(collection);
    known.set(collection, fields);
  }
  return fields;
}

function describe(collection: Collection): ElementFields {
  // Declared paths only, so there are few.
  const kinds = new Map<string, ReadonlySet<FieldKind>>();
  return {
    isStored: (name) =>
      name === "id" || !(isReservedField(name) || name === "ttl" || collection.computedFields.has(name)),
    kindsOf: (path) => {
      const text = path.join(".");
      let found = kinds.get(text);
      if (found === undefined) {
        found = kindsAt(collection, path);
        if (found !== undefined) kinds.set(text, found);
      }
      return found;
    },
  };
}

function kindsAt(
  collection: Collection,
  [first, ...rest]: readonly string[],
): ReadonlySet<FieldKind> | undefined {
  let type = collection.fields.find(({ name }) => name === first)?.type;
  const nulls: FieldKind[] = [];
  for (const step of rest) {
    let outer = type;
    if (type?.kind === "union") {
      const others = type.members.filter(({ kind }) => kind !== "null");
      outer = others.length === 1 ? others[0] : undefined;
      nulls.push("Null");
    }
    type = outer?.kind === "object" ? outer.fields.find(({ name }) => name === step)?.type : undefined;
  }
  const kinds = type && kindsOf(type);
  return kinds && new Set([...kinds, ...nulls]);
}

function kindsOf(type: FieldType): ReadonlySet<FieldKind> | undefined {
  switch (type.kind) {
    case "any":
      return undefined;
    case "null":
      return new Set(["Null"]);
    case "literal":
      return new Set([
        typeof type.value === "string" ? "String" : typeof type.value === "boolean" ? "Boolean" : "Integer",
      ]);
    case "array":
    case "tuple":
      return new Set(["Array"]);
    case "object":
      return new Set(["Object"]);
    case "reference":
      return new Set(["Reference"]);
    case "scalar":
      return scalarKinds(type.scalar);
    case "union": {
      const members = type.members.map(kindsOf);
      return members.includes(undefined) ? undefined : new Set(members.flatMap((each) => [...each!]));
    }
  }
}

function scalarKinds(scalar: Extract<FieldType, { kind: "scalar" }>["scalar"]): ReadonlySet<FieldKind> {
  switch (scalar) {
    case "Int":
    case "Long":
      return new Set(["Integer"]);
    case "Number":
      return new Set(["Integer", "Double"]);
    case "none":
      return new Set();
    default:
      return new Set([scalar]);
  }
}
