import { type ConstraintFailure, QueryFailure } from "../../compiler/index.js";
import { renderDiagnostic, type Span } from "../../grammar/index.js";
import {
  attempt,
  callFunction,
  type Field,
  type FieldType,
  NO_ACCESS,
  type Run,
  typeName,
} from "../call/index.js";
import { failureText } from "../problems/writes.js";
import { type FunctionValue, isStruct, NULL, structEntries, structOf, type Value } from "../values/index.js";
import { failureDiagnostic } from "../wire/response/failureDiagnostic.js";
import { fillOrder } from "./fieldOrder.js";
import { storableOrNothing } from "./storable.js";
import type { Path } from "./typeFailure.js";

/** Fills in defaults in one write; failures of defaults are collected. spec/06 §6.4 */
export class DefaultFiller {
  readonly failures: ConstraintFailure[] = [];

  constructor(private readonly run: Run) {}

  /** Adds the defaults of absent fields at the end; an explicit null is not absent. */
  fill(fields: readonly Field[], values: Map<string, Value>, path: Path): void {
    for (const field of fillOrder(fields)) {
      const given = values.get(field.name);
      if (given === undefined) {
        const value = this.absent(field, path);
        if (value !== undefined) values.set(field.name, value);
      } else if (field.type.kind === "object" || field.type.kind === "array") {
        values.set(field.name, this.within(field.type, given, [...path, field.name]));
      }
    }
  }

  private absent(field: Field, path: Path): Value | undefined {
    if (field.default !== undefined) return this.evaluate(field.default, [...path, field.name]);
    if (field.type.kind !== "object") return undefined;
    return this.within(field.type, structOf([]), [...path, field.name]);
  }

  /** A present value, with the defaults inside of it. */
  private within(type: FieldType, value: Value, path: Path): Value {
    if (type.kind === "array" && Array.isArray(value)) {
      return (value as readonly Value[]).map((item, i) => this.within(type.element, item, [...path, i]));
    }
    if (type.kind !== "object" || !isStruct(value)) return value;
    const values = new Map(structEntries(value));
    this.fill(type.fields, values, path);
    return structOf(values);
  }

  private evaluate(body: FunctionValue, path: Path): Value | undefined {
    const result = evaluateDefault(this.run, body);
    if (!("reason" in result)) return result.value;
    this.failures.push({ paths: [path], message: failureText.defaultFailed(result.reason) });
    return undefined;
  }
}

/** The value of a default, in stored form, or why there is none. It may observe, not read, and has no privileges. */
export function evaluateDefault(
  run: Run,
  body: FunctionValue,
): { readonly value: Value } | { readonly reason: string } {
  const outside = run.depth;
  const result = attempt(run, () =>
    run.accessing(NO_ACCESS, () =>
      run.limited("observation", "default values", () => callFunction(run, body, [])),
    ),
  );
  if (result instanceof QueryFailure) return { reason: rendered(result, outside) };
  const stored = storableOrNothing(result);
  return stored === undefined
    ? { reason: failureText.defaultNotStorable(typeName(result)) }
    : { value: stored ?? NULL };
}

/** The error with the frames of the default alone: those that were open around it are the write's. */
function rendered(failure: QueryFailure, outside: number): string {
  const frames: readonly Span[] = failure.frames ?? [];
  failure.frames = frames.slice(0, frames.length - outside);
  return renderDiagnostic(failureDiagnostic(failure, () => true));
}
