import type { Run } from "../call/index.js";
import { type AnswerForm, madeAnswers } from "../engine/index.js";
import { materialise } from "../materialise/index.js";
import { Boxed, type PlainStruct, type Timestamp, type Value } from "../values/index.js";
import type { Materialised } from "../wire/materialised.js";
import { fromBoxed, fromLong, fromValue } from "./fromValue.js";

/** A part of an answer that is not made yet: a value, later what it was materialised to. */
class Open<Content extends Materialised> {
  constructor(readonly content: Content) {}
}

/** Values are converted as they come only so deep: what is deeper is left until its whole depth is known. */
const DEEPEST = 100;

/** JS keeps the keys of larger objects in each of them, which then takes several times as much. */
const MOST_PLAIN = 64;
const WIDTH_OF_LARGE = 5;

/**
 * What an answer shows of a value, while the query runs: scalars, and objects and arrays of them. Documents, sets and
 * the time of the transaction are left open in their places, and the run remembers that there are any: they are read
 * when the query has run, in the order in which they stand.
 */
export function convert(run: Run, value: Value): unknown {
  return typeof value === "string" || typeof value === "number" ? value : convertAt(run, value, 0);
}

function convertAt(run: Run, value: Value, depth: number): unknown {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return fromLong(value);
    default:
  }
  if (value instanceof Boxed) return isLeftOpen(value) ? leftOpen(run, value) : fromBoxed(value);
  if (depth > DEEPEST) return leftOpen(run, value);
  if (Array.isArray(value)) {
    run.memory.countKeptElements(value.length);
    return (value as readonly Value[]).map((each) => convertAt(run, each, depth + 1));
  }
  const object: Record<string, unknown> = { ...(value as PlainStruct) };
  let fields = 0;
  for (const key in object) {
    object[key] = convertAt(run, object[key] as Value, depth + 1);
    fields += 1;
  }
  run.memory.countKeptElements(fields > MOST_PLAIN ? fields * WIDTH_OF_LARGE : fields);
  return object;
}

function leftOpen(run: Run, value: Value): Open<Value> {
  run.isAnswerOpen = true;
  return new Open(value);
}

function isLeftOpen({ kind }: Boxed): boolean {
  switch (kind) {
    case "Document":
    case "Set":
    case "SetCursor":
    case "EventSource":
    case "TransactionTime":
    // Its keys are some that JS would move: what is in it is read in the order of FQL.
    case "Object":
      return true;
    default:
      return false;
  }
}

/** An answer that was made as the code ran. */
export interface MadeAnswer {
  readonly made: unknown;
  /** Whether parts of it were left open. */
  readonly isOpen: boolean;
}

/** Of stores that answer at once. */
export const MADE: AnswerForm<MadeAnswer> = madeAnswers(convert, (run, made) =>
  run.isAnswerOpen ? { made: materialiseAnswer(run, made), isOpen: true } : { made, isOpen: false },
);

/** Once the time of its transaction is known. */
export function dataOf({ made, isOpen }: MadeAnswer, time: Timestamp): unknown {
  return isOpen ? completeAnswer(made, time) : made;
}

/** Reads what was left open in an answer; before the commit. spec/05 §11 */
function materialiseAnswer(run: Run, answer: unknown): unknown {
  return replaced(answer, 0, (content, depth) => new Open(materialise(run, content as Value, depth)));
}

/** An answer whose open parts are materialised, now that the time of its transaction is known. */
function completeAnswer(answer: unknown, time: Timestamp): unknown {
  return replaced(answer, 0, (content) => fromValue(content, time));
}

/** Replaces the open parts of an answer in their places, and in their order. */
function replaced(
  answer: unknown,
  depth: number,
  replace: (content: Materialised, depth: number) => unknown,
): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  if (answer instanceof Open) return replace(answer.content, depth);
  if (Array.isArray(answer)) {
    for (let i = 0; i < answer.length; i++) answer[i] = replaced(answer[i], depth + 1, replace);
  } else if (Object.getPrototypeOf(answer) === Object.prototype) {
    const object = answer as Record<string, unknown>;
    for (const key in object) {
      const before = object[key];
      const after = replaced(before, depth + 1, replace);
      if (after !== before) object[key] = after;
    }
  }
  return answer;
}
