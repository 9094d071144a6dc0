import { describe, expect, test } from "vitest";
import {
  check,
  displayType,
  type FunctionIr,
  type Ir,
  Origins,
  resolveQuery,
  type Sequence,
} from "../../../compiler/index.js";
import { parseQuery } from "../../../grammar/index.js";
import { environmentOf } from "../types/database.js";

const environment = environmentOf({ collections: { Cat: { fields: { name: "String", lives: "Int" } } } });

/** The kinds of a query's nodes with their types, from the outside in. */
function typed(text: string): string[] {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(text);
  const checked = check(parsed.value, environment);
  if (!checked.ok) throw new Error(checked.errors[0]!.message);
  const origins = new Origins();
  const seen: string[] = [];
  const inFunction = (code: FunctionIr) => visit(code.body);
  const visit = (node: Ir): void => {
    const type = origins.typeOf(node, checked);
    if (type !== undefined) seen.push(`${node.kind}: ${displayType(type)}`);
    switch (node.kind) {
      case "sequence":
        for (const step of node.steps) visit(step.value);
        return;
      case "methodCall":
        visit(node.receiver);
        node.args.forEach(visit);
        return;
      case "lambda":
        inFunction(node.code);
        return;
      case "select":
        visit(node.receiver);
        return;
      case "nonNull":
        visit(node.operand);
        return;
      case "optional":
        visit(node.receiver);
        visit(node.rest);
        return;
      case "project":
        visit(node.base);
        inFunction(node.code);
        return;
      case "operation":
        visit(node.left);
        if (node.right !== undefined) visit(node.right);
        return;
      case "object":
        for (const field of node.fields) visit(field.value);
    }
  };
  for (const step of (resolveQuery(parsed.value, [], origins).body as Sequence).steps) visit(step.value);
  return seen;
}

describe("the nodes of the IR and the types that a check found", () => {
  test("chains: each receiver", () => {
    expect(typed("Cat.all().where(.lives > 1).first()!.name")).toEqual([
      "select: String",
      "nonNull: Cat",
      "methodCall: Cat | Null",
      "methodCall: Set<Cat>",
      "methodCall: Set<Cat>",
      "global: CatCollection",
      "lambda: { lives: Any, ... } => Boolean",
      "operation: Boolean",
      "select: Int",
      "variable: Cat",
      "constant: 1",
    ]);
  });

  test("optional stretches: with null at the end, without inside", () => {
    expect(typed("Cat.byId(1)?.name.length")).toEqual([
      "optional: Number | Null",
      "methodCall: Ref<Cat>",
      "global: CatCollection",
      "constant: 1",
      // The last node of what is skipped has the type of the chain.
      "select: Number | Null",
      "select: String",
      "variable: Cat",
    ]);
  });

  test("projections: what is projected, and what becomes of it", () => {
    expect(typed("Cat.all() { name }")).toEqual([
      "project: Set<{ name: String }>",
      "methodCall: Set<Cat>",
      "global: CatCollection",
      "object: { name: String }",
      "select: String",
      "variable: Cat",
    ]);
  });

  test("parameters of functions of a `let`: what their uses ask of them", () => {
    expect(typed("let f = x => x.size.width; let g = h => h(1); f({ size: { width: 2 } })")).toEqual([
      "lambda: { size: { width: A, ... }, ... } => A",
      "select: A",
      "select: { width: A, ... }",
      "variable: { size: { width: A, ... }, ... }",
      "lambda: (1 => A) => A",
      "apply: A",
      "apply: 2",
    ]);
  });

  test("calls behind `?.`: what is called, and what it is without null", () => {
    expect(typed("let box: { f: (Int => Int) | Null } = { f: x => x }; box.f?.(1)").slice(-2)).toEqual([
      "callee: (Int => Int) | Null",
      "apply: Int | Null",
    ]);
  });

  test("what is not checked has none", () => {
    expect(typed("[1 isa Cat]")).toEqual(["array: [Boolean]"]);
  });
});
