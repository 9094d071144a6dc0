import { expect, test } from "vitest";
import { elementUse, resolveLambda } from "../../../compiler/index.js";
import { parseQuery } from "../../../grammar/index.js";

const FIELDS = { isStored: (name: string) => name !== "computed", kindsOf: () => undefined };

function fieldsOf(text: string): readonly string[] | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(text);
  const [statement] = parsed.value.statements;
  const lambda = statement?.kind === "expression" ? statement.expression : undefined;
  if (lambda?.kind !== "lambda") throw new Error(text);
  const used = elementUse(resolveLambda(lambda).body, FIELDS);
  return used && [...used];
}

test.each([
  ["x => x.a == 1", ["a"]],
  ["x => x.a!.b == x.c", ["a", "c"]],
  ["x => [x.a].map(y => y + 1)", ["a"]],
  ["x => 1", []],
  ["x => x", undefined],
  ["x => x.computed", undefined],
  ["x => x.exists()", undefined],
  ['x => x["a"]', undefined],
  ["x => C.where(y => y.a == x.a)", undefined],
  // At another time the fields have other values.
  ["x => at (t) { x.a == 1 }", undefined],
  ["x => at (x.a) { 1 }", ["a"]],
])("%s looks at its element through %j", (text, expected) => {
  expect(fieldsOf(text)).toEqual(expected);
});
