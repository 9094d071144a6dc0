import type { FieldType } from "../../call/index.js";
import { checkFields, type Fields } from "../../documents/index.js";
import { isStruct, structEntries, structOf, type Value } from "../../values/index.js";
import type { RuntimeStep, RuntimeTarget } from "./runtimeStep.js";

type Names = readonly string[];

/** The fields of a document after the steps of migrations. spec/02 §7.5 */
export function applySteps(before: Fields, steps: readonly RuntimeStep[]): Fields {
  const document = new MigratingDocument(before);
  for (const step of steps) document.apply(step);
  return document.fields;
}

/** What a step adds or moves comes last in its object; what it keeps stays in its place. */
class MigratingDocument {
  fields: Fields;
  /** Values that did not fit, by name, until a step says where they go. */
  private conflicts = new Map<string, Value>();

  constructor(before: Fields) {
    this.fields = before;
  }

  apply(step: RuntimeStep): void {
    switch (step.kind) {
      case "add":
        this.add(step);
        return;
      case "drop":
        this.remove(step.path);
        return;
      case "move":
        this.move(step.from, step.to);
        return;
      case "split":
        this.split(step.from, step.targets);
        return;
      case "moveConflicts":
        this.collect(this.conflicts, step.into);
        this.conflicts = new Map();
        return;
      case "moveWildcard":
        this.moveWildcard(step.into, step.kept);
    }
  }

  private add({ path, type, value }: RuntimeTarget): void {
    this.fields = withParents(this.fields, path);
    const present = valueAt(this.fields, path);
    if (present !== undefined) {
      if (fits(type, present)) return;
      this.conflicts.set(path.join("."), present);
      this.remove(path);
    }
    this.set(path, value);
  }

  private move(from: Names, to: Names): void {
    const value = valueAt(this.fields, from);
    if (value === undefined) return;
    this.remove(from);
    this.set(to, value);
  }

  /** Each value passes along the targets until one takes it; the last one takes whatever is left. */
  private split(from: Names, targets: readonly RuntimeTarget[]): void {
    const [first] = targets;
    if (first !== undefined && from.join(".") !== first.path.join(".")) this.move(from, first.path);
    targets.slice(0, -1).forEach((target, i) => {
      const next = targets[i + 1]!;
      const value = valueAt(this.fields, target.path);
      if (value !== undefined && fits(target.type, value)) {
        this.set(next.path, next.value);
        return;
      }
      this.set(target.path, target.value);
      this.set(next.path, value ?? next.value);
    });
  }

  private moveWildcard(into: Names, kept: Names): void {
    const rest = [...this.fields].filter(([name]) => !kept.includes(name));
    for (const [name] of rest) this.remove([name]);
    const underscores = (name: string) => name.length - name.replace(/^_+/, "").length;
    this.collect(new Map(rest.sort(([a], [b]) => underscores(a) - underscores(b))), into);
  }

  /** Puts values into an object field, under names that are free there. */
  private collect(values: ReadonlyMap<string, Value>, into: Names): void {
    if (values.size === 0) return;
    const present = valueAt(this.fields, into);
    const object = new Map(present !== undefined && isStruct(present) ? structEntries(present) : []);
    for (const [name, value] of values) {
      let free = name;
      while (object.has(free)) free = `_${free}`;
      object.set(free, value);
    }
    this.set(into, structOf(object));
  }

  private set(path: Names, value: Value | undefined): void {
    if (value === undefined) this.remove(path);
    else this.fields = withValue(this.fields, path, value);
  }

  private remove(path: Names): void {
    if (valueAt(this.fields, path) !== undefined) this.fields = withoutValue(this.fields, path);
  }
}

/** The check of writes. spec/06 §6.2 */
function fits(type: FieldType, value: Value): boolean {
  const field = { name: "value", type, default: undefined };
  return checkFields({ fields: [field], wildcard: undefined }, new Map([["value", value]]), []).length === 0;
}

function valueAt(fields: Fields, [name, ...rest]: Names): Value | undefined {
  const value = fields.get(name!);
  if (rest.length === 0 || value === undefined) return value;
  return isStruct(value) ? valueAt(new Map(structEntries(value)), rest) : undefined;
}

function withParents(fields: Fields, path: Names): Fields {
  const [name, ...rest] = path;
  if (rest.length === 0) return fields;
  const value = fields.get(name!) ?? structOf([]);
  if (!isStruct(value)) return fields;
  const inner = withParents(new Map(structEntries(value)), rest);
  return new Map([...fields, [name!, structOf(inner)]]);
}

/** The value comes last in its object. */
function withValue(fields: Fields, [name, ...rest]: Names, value: Value): Fields {
  if (rest.length === 0) {
    return new Map([...[...fields].filter(([key]) => key !== name), [name!, value]]);
  }
  const object = fields.get(name!);
  const inner = new Map(object !== undefined && isStruct(object) ? structEntries(object) : []);
  return new Map([...fields, [name!, structOf(withValue(inner, rest, value))]]);
}

function withoutValue(fields: Fields, [name, ...rest]: Names): Fields {
  if (rest.length === 0) return new Map([...fields].filter(([key]) => key !== name));
  const object = fields.get(name!);
  if (object === undefined || !isStruct(object)) return fields;
  return new Map([...fields, [name!, structOf(withoutValue(new Map(structEntries(object)), rest))]]);
}
