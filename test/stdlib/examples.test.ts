import { describe, expect, test } from "vitest";
import type { Declaration } from "../../compiler/index.js";
import { library } from "../../runtime/stdlib/library.js";
import { emptyEngine, evaluate } from "../support/evaluate.js";

const engine = emptyEngine();

function examplesOf(declarations: Iterable<Declaration>) {
  return [...declarations].flatMap((each) => (each.example === undefined ? [] : [each.example]));
}

const examples = [
  ...[...library.types.values()].flatMap((type) => [...type.members.values(), ...type.operators.values()]),
  ...[...library.modules.values()].flatMap((module) => [
    ...module.members.values(),
    ...(module.construct === undefined ? [] : [module.construct]),
  ]),
  ...library.functions.values(),
];

describe("the example of each member says what it does", () => {
  test.each(examplesOf(new Set(examples)))("%s ⇒ %s", async (query, result) => {
    expect(await evaluate(engine.fork(), query)).toBe(result);
  });
});

/** Nothing but stored data that came from elsewhere holds one. */
const WITHOUT_EXAMPLE = ["The lower-case digits with hyphens."];

test("every function has an example", () => {
  const without = examples.filter(
    ({ kind, example, doc }) => kind === "method" && example === undefined && !WITHOUT_EXAMPLE.includes(doc),
  );
  expect(without.map(({ name, signature }) => `${name}: ${signature}`)).toEqual([]);
});

test("every member has a line of documentation", () => {
  for (const { name, doc } of examples) expect(doc, name).toMatch(/^\S.*[^\s]$/);
});
