import type { FunctionIr, Ir } from "../../compiler/index.js";
import type { Source } from "../../grammar/index.js";
import { callCode, demandCount, type FunctionCode, type Run, type Schema } from "../call/index.js";
import { mapAhead } from "../transaction/index.js";
import { DocumentValue, isPlainKey, isStruct, ModuleValue, type Value } from "../values/index.js";
import { linkCallOf } from "./chains.js";
import { documentRecordCode, type StoredPart } from "./documentRecord.js";
import { type Code, type Layout, layoutOf, slotOf } from "./layout.js";
import { arityOf, link, linkLambda, linkSteps } from "./link.js";
import { nullOfDocument } from "./nulls.js";
import { linkProjection } from "./projections.js";
import { type RecordPart, recordCode } from "./records.js";

/** Evaluates to a part of an answer: plain JS objects, arrays, and what `Convert` made. */
type AnswerCode = (run: Run, frame: Value[]) => unknown;

/** Turns a value into what the answer shows of it, or leaves it in its place where that can only be told at the end. */
export type Convert = (run: Run, value: Value) => unknown;

/**
 * Links a function whose result is the answer of a query, and nothing else looks at it: objects, projections and lists
 * in that place are made as JS objects at once, without being values first. On the join of ten orders, making values,
 * walking over them and copying them took a third of all time. engine §6
 */
export function linkAnswer(
  ir: FunctionIr,
  schema: Schema,
  text: Source,
  convert: Convert,
): (run: Run, args: readonly Value[]) => unknown {
  const layout = layoutOf(ir, schema, text, false);
  const code: FunctionCode<unknown> = {
    arity: arityOf(ir),
    parameterCount: ir.parameterCount,
    variadic: ir.variadic,
    frameSize: layout.frameSize,
    body: answerOf(ir.body, layout, convert),
  };
  return (run, args) => {
    demandCount(code, args, ir.source.span);
    return callCode(run, code, [], args);
  };
}

function answerOf(ir: Ir, layout: Layout, convert: Convert): AnswerCode {
  switch (ir.kind) {
    case "object":
      return objectAnswer(ir, layout, convert) ?? converted(link(ir, layout), convert);
    case "project":
      return answerPart(ir, layout, convert).code;
    case "methodCall":
      return mapAnswer(ir, layout, convert) ?? converted(link(ir, layout), convert);
    case "sequence":
      return linkSteps(ir, layout, (last) => answerOf(last, layout, convert));
    default:
      return converted(link(ir, layout), convert);
  }
}

function converted(code: Code, convert: Convert): AnswerCode {
  return (run, frame) => convert(run, code(run, frame));
}

/** `{ a: 1 }` */
function objectAnswer(
  ir: Extract<Ir, { kind: "object" }>,
  layout: Layout,
  convert: Convert,
): AnswerCode | undefined {
  const names = ir.fields.map((each) => each.name);
  if (new Set(names).size < names.length || !names.every(isPlainKey)) return undefined;
  const parts = ir.fields.map((each) => answerPart(each.value, layout, convert));
  const common = () =>
    recordCode(
      "object",
      names,
      parts.map(({ code }) => ({ make: code })),
    );
  const ofVersion = (stored: readonly (StoredPart | undefined)[]) =>
    recordCode(
      "object",
      names,
      parts.map((part, i) => (stored[i] === undefined ? { make: part.code } : fieldPart(part, stored[i]))),
    );
  return documentRecordCode(ir.fields, layout, common, ofVersion) ?? common();
}

interface AnswerPart {
  readonly code: AnswerCode;
  /** The same, where the field that the part is, or begins with, is read already. */
  readonly ofField: (run: Run, frame: Value[], field: Value) => unknown;
  readonly isProjection: boolean;
}

function fieldPart(
  { ofField, isProjection }: AnswerPart,
  { read, property }: StoredPart,
): RecordPart<unknown> {
  return {
    make: (run, frame, version) => ofField(run, frame, read(version!)),
    property: isProjection ? undefined : property,
  };
}

function answerPart(ir: Ir, layout: Layout, convert: Convert): AnswerPart {
  if (ir.kind !== "project") {
    return {
      code: answerOf(ir, layout, convert),
      ofField: (run, _frame, field) => convert(run, field),
      isProjection: false,
    };
  }
  const base = link(ir.base, layout);
  const ofField = projectionAnswer(ir, layout, convert);
  return { code: (run, frame) => ofField(run, frame, base(run, frame)), ofField, isProjection: true };
}

/** `e { a, b: .c }` of a document, an object or an array; as a value of all else. spec/05 §3 */
function projectionAnswer(
  ir: Extract<Ir, { kind: "project" }>,
  layout: Layout,
  convert: Convert,
): (run: Run, frame: Value[], base: Value) => unknown {
  const body = inPlace(ir.code, layout, convert);
  const common = onceLinked(() => linkProjection(ir, layout, linkLambda));
  const { span, baseSpan } = ir;
  return (run, frame, value) => {
    let answer: unknown;
    run.enter(span);
    if (value instanceof DocumentValue) {
      run.demand("read", "Projection", undefined);
      const missing = nullOfDocument(run, value, baseSpan);
      answer = missing === undefined ? body.once(run, frame, value) : convert(run, missing);
    } else if (Array.isArray(value)) {
      run.countUnits(1);
      answer = mapAhead(run, value as readonly Value[], body.again(run, frame));
    } else if (isStruct(value) || value instanceof ModuleValue) {
      answer = body.once(run, frame, value);
    } else {
      run.depth -= 1;
      return convert(run, common()(run, frame, value));
    }
    run.depth -= 1;
    return answer;
  };
}

/** `list.map(x => …)` of an array, as a value of all else. */
function mapAnswer(
  ir: Extract<Ir, { kind: "methodCall" }>,
  layout: Layout,
  convert: Convert,
): AnswerCode | undefined {
  const [mapper, ...others] = ir.args;
  if (ir.method.text !== "map" || mapper?.kind !== "lambda" || others.length > 0) return undefined;
  if (mapper.code.parameterCount !== 1 || mapper.code.variadic) return undefined;
  const receiver = link(ir.receiver, layout);
  const body = inPlace(mapper.code, layout, convert);
  const common = onceLinked(() => linkCallOf(ir, layout, link));
  const { applySpan } = ir;
  return (run, frame) => {
    const value = receiver(run, frame);
    if (!Array.isArray(value)) return convert(run, common()(run, frame, value));
    run.enter(applySpan);
    run.countUnits(1);
    const answers = mapAhead(run, value as readonly Value[], body.again(run, frame));
    run.memory.countElements(answers.length);
    run.depth -= 1;
    return answers;
  };
}

/** A function of one parameter that is applied where it stands, so that no function value is made. */
interface InPlace {
  once(run: Run, frame: Value[], argument: Value): unknown;
  /** For several arguments: one frame serves all calls, as in `applier1`. */
  again(run: Run, frame: Value[]): (argument: Value) => unknown;
}

function inPlace(ir: FunctionIr, layout: Layout, convert: Convert): InPlace {
  const inner = layoutOf(ir, layout.schema, layout.text, true);
  const body = answerOf(ir.body, inner, convert);
  const size = inner.locals + ir.localCount;
  const slots = ir.captured.map((each) => slotOf(each.place, layout));
  const frameIn = (outer: Value[]): Value[] => {
    if (size === 1) return new Array<Value>(1);
    const frame = new Array<Value>(size);
    for (let i = 0; i < slots.length; i++) frame[inner.captured + i] = outer[slots[i]!]!;
    return frame;
  };
  return {
    once(run, outer, argument) {
      run.countApplication();
      const frame = frameIn(outer);
      frame[0] = argument;
      return body(run, frame);
    },
    again(run, outer) {
      const frame = frameIn(outer);
      return (argument) => {
        run.countApplication();
        frame[0] = argument;
        const before = run.memory.used;
        const answer = body(run, frame);
        run.memory.settle(before, answer as Value);
        return answer;
      };
    },
  };
}

/** What few queries need is linked when it is: linking both ways at each level would double with each. */
function onceLinked<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
