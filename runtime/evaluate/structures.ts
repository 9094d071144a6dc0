import type { Ir } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { stringTooLarge } from "../problems/limits.js";
import { displayText } from "../stdlib/displayText.js";
import { isPlainKey, structOf, type Value } from "../values/index.js";
import { documentRecordCode, ID_PROPERTY, type StoredPart } from "./documentRecord.js";
import type { Code, Layout, Link } from "./layout.js";
import { type Operand, operandOf, operandValue, operandValues } from "./operand.js";
import { type LinkLambda, linkProjection } from "./projections.js";
import { type RecordPart, recordCode } from "./records.js";

/** `[a, b]`, `(a, b)` */
export function linkArray(ir: Extract<Ir, { kind: "array" }>, layout: Layout, link: Link): Code {
  const elements = ir.elements.map((each) => operandOf(each, layout, link));
  return (run, frame) => {
    run.memory.countElements(elements.length);
    return operandValues(elements, run, frame);
  };
}

/** `{ a: 1 }`: a repeated key keeps its first place and takes the last value. spec/05 §2 */
export function linkObject(
  ir: Extract<Ir, { kind: "object" }>,
  layout: Layout,
  link: Link,
  linkLambda: LinkLambda,
): Code {
  const names = ir.fields.map((each) => each.name);
  const parts = ir.fields.map((each) => objectPart(each.value, layout, link, linkLambda));
  const values = parts.map(({ operand }) => operand);
  // Larger ones are counted, and rare enough to be made the common way.
  const isSmall = names.length <= 64;
  if (isSmall && new Set(names).size === names.length && names.every(isPlainKey)) {
    const common = () => recordCode("struct", names, parts.map(commonPart));
    const ofVersion = (stored: readonly (StoredPart | undefined)[]) =>
      recordCode(
        "struct",
        names,
        parts.map((part, i) => (stored[i] === undefined ? commonPart(part) : fieldPart(part, stored[i]))),
      );
    return documentRecordCode(ir.fields, layout, common, ofVersion) ?? common();
  }
  return (run, frame) => {
    run.memory.countElements(names.length);
    const evaluated = operandValues(values, run, frame);
    return structOf(names.map((name, i) => [name, evaluated[i]!]));
  };
}

interface ObjectPart {
  readonly operand: Operand;
  /** Of `e { a, b }`: what is done with `e`. */
  readonly project: ((run: Run, frame: Value[], base: Value) => Value) | undefined;
}

function commonPart({ operand }: ObjectPart): RecordPart<Value> {
  return { make: operand.code };
}

function fieldPart({ project }: ObjectPart, { read, property }: StoredPart): RecordPart<Value> {
  if (project !== undefined) return { make: (run, frame, version) => project(run, frame, read(version!)) };
  return {
    make: (_run, _frame, version) => read(version!),
    property: property === ID_PROPERTY ? undefined : property,
  };
}

function objectPart(ir: Ir, layout: Layout, link: Link, linkLambda: LinkLambda): ObjectPart {
  if (ir.kind !== "project") return { operand: operandOf(ir, layout, link), project: undefined };
  const base = link(ir.base, layout);
  const project = linkProjection(ir, layout, linkLambda);
  const code: Code = (run, frame) => project(run, frame, base(run, frame));
  return { operand: { slot: -1, constant: undefined, code }, project };
}

/** `"n = #{n}"` */
export function linkTemplate(ir: Extract<Ir, { kind: "template" }>, layout: Layout, link: Link): Code {
  const parts = ir.parts.map((part) => (typeof part === "string" ? part : operandOf(part, layout, link)));
  const { span } = ir;
  return (run, frame) => {
    let text = "";
    for (const part of parts) {
      text += typeof part === "string" ? part : displayText(run, operandValue(part, run, frame));
      const limit = run.limits.stringLength;
      if (text.length > limit) throw stringTooLarge(text.length, limit).at(span);
    }
    run.memory.countText(text);
    return text;
  };
}
