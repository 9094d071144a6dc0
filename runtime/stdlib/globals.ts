import { any, functionTaking, members, type Run, rest, staticMethod } from "../call/index.js";
import { aborted } from "../problems/scalars.js";
import { CALL_SITE, type FunctionValue, Id, literalNull, structOf, type Value } from "../values/index.js";
import { debugText, displayText } from "./displayText.js";
import { checkSize } from "./replacing.js";

const NOTHING = literalNull(CALL_SITE);

function abort(value: Value): never {
  const failure = aborted();
  failure.abort = value;
  throw failure;
}

/** The parentheses of the call that runs. */
function callSpan(run: Run) {
  return run.frames[run.depth - 1]!;
}

function log(run: Run, values: readonly Value[]): Value {
  const texts = values.map((value) => displayText(run, value));
  checkSize(
    run,
    texts.reduce((sum, text) => sum + text.length + 1, -1),
  );
  const text = texts.join(" ");
  run.memory.countKept(text.length);
  run.emissions.push({ kind: "log", text, span: callSpan(run) });
  return NOTHING;
}

function dbg(run: Run, value: Value): Value {
  const message = debugText(run, value);
  run.memory.countKept(message.length);
  const diagnostic = { severity: "info", message, span: callSpan(run), hints: [] } as const;
  run.emissions.push({ kind: "diagnostic", diagnostic });
  return value;
}

function ordering(direction: "asc" | "desc") {
  return staticMethod({
    signature: `(accessor: (A => Any)) => { ${direction}: A => Any }`,
    takes: [[functionTaking("accessor", 1)]],
    doc: `Orders by what \`accessor\` gives, ${direction === "asc" ? "least" : "greatest"} first.`,
    example: [`[2, 3, 1].order(${direction}(x => x))`, direction === "asc" ? "[1, 2, 3]" : "[3, 2, 1]"],
    run: (accessor: FunctionValue) => structOf([[direction, accessor]]),
  });
}

/** spec/04 §9 */
export const globalFunctions = members({
  abort: staticMethod({
    signature: "(return: Any) => Never",
    takes: [[any("return")]],
    doc: "Ends the query with an error that carries a value; nothing is written.",
    example: ["abort({ reason: 1 })", "abort: Query aborted."],
    run: abort,
  }),
  log: staticMethod({
    signature: "(args: ...Any) => Null",
    takes: [[rest(any("args"))]],
    doc: "Adds a line of text to the summary.",
    example: [`log("a", 1)`, "null"],
    perform: log,
  }),
  dbg: staticMethod({
    signature: "(value: A) => A",
    takes: [[any("value")]],
    doc: "Adds a value to the summary and gives it back.",
    example: [`dbg("q")`, `"q"`],
    perform: dbg,
  }),
  newId: staticMethod({
    signature: "() => ID",
    takes: [[]],
    doc: "A new unique ID, greater than those before.",
    example: ["newId() < newId()", "true"],
    effect: "observation",
    perform: (run: Run) => new Id(run.newId()),
  }),
  asc: ordering("asc"),
  desc: ordering("desc"),
});
