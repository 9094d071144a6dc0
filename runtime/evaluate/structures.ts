import type { Ir } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { stringTooLarge } from "../problems/limits.js";
import { displayText } from "../stdlib/displayText.js";
import { isPlainKey, structOf, type Value } from "../values/index.js";
import type { Code, Layout, Link } from "./layout.js";
import { recordCode } from "./records.js";

/** `[a, b]`, `(a, b)` */
export function linkArray(ir: Extract<Ir, { kind: "array" }>, layout: Layout, link: Link): Code {
  const elements = ir.elements.map((each) => link(each, layout));
  return (run, frame) => elements.map((each) => each(run, frame));
}

/** `{ a: 1 }`: a repeated key keeps its first place and takes the last value. spec/05 §2 */
export function linkObject(ir: Extract<Ir, { kind: "object" }>, layout: Layout, link: Link): Code {
  const names = ir.fields.map((each) => each.name);
  const values = ir.fields.map((each) => link(each.value, layout));
  if (new Set(names).size === names.length && names.every(isPlainKey)) {
    return recordCode(names, values);
  }
  return (run, frame) => {
    const evaluated = evaluateAll(values, run, frame);
    return structOf(names.map((name, i) => [name, evaluated[i]!]));
  };
}

function evaluateAll(codes: readonly Code[], run: Run, frame: Value[]): readonly Value[] {
  run.countElements(codes.length);
  const values = new Array<Value>(codes.length);
  for (let i = 0; i < codes.length; i++) values[i] = codes[i]!(run, frame);
  return values;
}

/** `"n = #{n}"` */
export function linkTemplate(ir: Extract<Ir, { kind: "template" }>, layout: Layout, link: Link): Code {
  const parts = ir.parts.map((part) => (typeof part === "string" ? part : link(part, layout)));
  const { span } = ir;
  return (run, frame) => {
    let text = "";
    for (const part of parts) {
      text += typeof part === "string" ? part : displayText(run, part(run, frame));
      const limit = run.limits.stringLength;
      if (text.length > limit) throw stringTooLarge(text.length, limit).at(span);
    }
    return text;
  };
}
