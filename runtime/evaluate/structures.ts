import type { Ir } from "../../compiler/index.js";
import { stringTooLarge } from "../problems/limits.js";
import { displayText } from "../stdlib/displayText.js";
import { isPlainKey, structOf } from "../values/index.js";
import { documentRecordCode, type StoredPart } from "./documentRecord.js";
import type { Code, Layout, Link } from "./layout.js";
import { operandOf, operandValue, operandValues } from "./operand.js";
import { recordCode } from "./records.js";

/** `[a, b]`, `(a, b)` */
export function linkArray(ir: Extract<Ir, { kind: "array" }>, layout: Layout, link: Link): Code {
  const elements = ir.elements.map((each) => operandOf(each, layout, link));
  return (run, frame) => {
    run.memory.countElements(elements.length);
    return operandValues(elements, run, frame);
  };
}

/** `{ a: 1 }`: a repeated key keeps its first place and takes the last value. spec/05 §2 */
export function linkObject(ir: Extract<Ir, { kind: "object" }>, layout: Layout, link: Link): Code {
  const names = ir.fields.map((each) => each.name);
  const values = ir.fields.map((each) => operandOf(each.value, layout, link));
  // Larger ones are counted, and rare enough to be made the common way.
  const isSmall = names.length <= 64;
  if (isSmall && new Set(names).size === names.length && names.every(isPlainKey)) {
    const common = recordCode(names, values, operandValue);
    const ofVersion = (stored: readonly (StoredPart | undefined)[]) =>
      recordCode(
        names,
        values.map((operand, i) => ({ operand, stored: stored[i] })),
        ({ operand, stored }, run, frame, version) =>
          stored === undefined ? operandValue(operand, run, frame) : stored(version!),
      );
    return documentRecordCode(ir.fields, layout, common, ofVersion) ?? common;
  }
  return (run, frame) => {
    run.memory.countElements(names.length);
    const evaluated = operandValues(values, run, frame);
    return structOf(names.map((name, i) => [name, evaluated[i]!]));
  };
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
