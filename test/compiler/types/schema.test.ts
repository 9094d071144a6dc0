import { describe, expect, test } from "vitest";
import { checkSchema, type SchemaCheck } from "../../../compiler/index.js";
import { parseSchema } from "../../../grammar/index.js";
import { library } from "../../../runtime/stdlib/library.js";
import { describe as render } from "./fixture.js";

function checked(text: string, typechecked = true): SchemaCheck {
  const file = parseSchema(text, "main.fsl");
  if (!file.ok) throw new Error(file.diagnostics.map((each) => each.message).join("\n"));
  return checkSchema(file.value.items, library, { typechecked });
}

/** The errors of a schema as the fixture renders them. */
function errorsOf(text: string, typechecked = true): string[] {
  const result = checked(text, typechecked);
  return result.ok ? [] : result.errors.map((error) => render(error));
}

function signatureOf(text: string): string | undefined {
  const result = checked(text);
  return result.ok ? [...result.signatures.values()].at(-1) : result.errors[0]?.message;
}

describe("signatures of functions (spec/03b §2)", () => {
  test.each([
    ["function f(x) { x }", "A => A"],
    ["function f(x) { x * 2 }", "Number => Number"],
    ["function f(x) { x + x }", "(Number => Number) & (String => String)"],
    ["function f(a: Int): Int { a }", "(a: Int) => Int"],
    ["function f(_: Int, b: String): Int { 1 }", "(Int, b: String) => Int"],
    ["function f(a: Int, ...r: Int): Int { a }", "(a: Int, r: ...Int) => Int"],
    ['function id(x) { x }\nfunction two() { [id(1), id("a")] }', '() => [1, "a"]'],
  ])("%s", (text, signature) => expect(signatureOf(text)).toBe(signature));

  test("one function of a cycle needs a signature", () => {
    const odd = "function odd(n) { if (n == 0) { false } else { even(n - 1) } }";
    const even = "function even(n) { if (n == 0) { true } else { odd(n - 1) } }";
    expect(errorsOf(`${odd}\n${even}`)).toEqual([
      `Recursively defined \`even\` needs explicit type. @ ${even}`,
    ]);
    expect(errorsOf(`${odd}\n${even.replace("(n)", "(n: Number): Boolean")}`)).toEqual([]);
  });

  test("projecting a parameter of unknown type", () => {
    expect(errorsOf("function f(x) { x { a } }")).toEqual([
      "Invalid projection on a unknown type. Use function signatures to fix the issue. @ x { a }",
    ]);
  });

  test("what only a call reveals has no place", () => {
    expect(errorsOf("function m(x) { x.foo }\nfunction p() { m(0) }")).toEqual([
      "Type `Int` does not have field `foo` @ ?\n  hint: Type `Int` inferred here @ 0",
    ]);
  });

  test("bodies are checked against their signatures", () => {
    expect(errorsOf("function h(): String { 1 }")).toEqual(["Type `Int` is not a subtype of `String` @ 1"]);
  });

  test("functions are bare in the code of a schema", () => {
    expect(errorsOf("function f() { 1 }\nfunction g() { f.definition }")).toEqual([
      "Type `() => 1` does not have field `definition` @ definition",
    ]);
  });
});

describe("types of fields (spec/03b §5.3)", () => {
  test.each([
    ["Foo", "Unknown type `Foo` @ Foo"],
    ["Ref<Int>", "Reference type must refer to a doc type @ Ref<Int>"],
    ["Array<Int, Int>", "Type constructor `Array<>` accepts 1 parameters, received 2 @ Array"],
    ["Int<Int>", "Type `Int` does not accept any parameters. @ Int"],
    ["Ref<Nope>", "Unknown type `Nope` @ Nope\nReference type must refer to a doc type @ Ref<Nope>"],
    ["A => A", "Unknown type `A` @ A\nUnknown type `A` @ A"],
  ])("%s", (type, errors) => {
    expect(errorsOf(`collection C { f: ${type} }`).join("\n")).toBe(errors);
  });

  test.each([
    "Person | NullPerson",
    "Person | EmptyRef<Person>",
    "Ref<Person>?",
    '"a" | 1',
    "[Int, { a: Bytes }]",
    "Any",
  ])("%s can be stored", (type) => {
    expect(errorsOf(`collection Person { name: String }\ncollection C { f: ${type} }`)).toEqual([]);
  });

  test("documents are stored as references", () => {
    const text = "collection Person { name: String }\ncollection Pet { owner: Array<Person> }";
    expect(errorsOf(text)).toEqual([
      [
        "Field `owner` in collection Pet is not persistable @ Array<Person>",
        "  cause: Type Person is not persistable @ Person",
        "  hint: Use Ref<Person> as the type of a reference to a Person document @ Person",
      ].join("\n"),
    ]);
  });

  test.each([
    ["Set<Int>", "Set<Int>"],
    ["ID", "ID"],
    ["Int => Int", "Int => Int"],
    ["Person?", "Person"],
    ["Array<EventSource<Int>>", "EventSource<Int>"],
  ])("%s cannot be stored", (type, part) => {
    const [error] = errorsOf(`collection Person { name: String }\ncollection C { f: ${type} }`);
    expect(error).toContain(`cause: Type ${part} is not persistable`);
  });
});

describe("code of collections (spec/03b §5.4)", () => {
  test("defaults", () => {
    expect(errorsOf('collection C { a: Int = "x" }')).toEqual([
      'Type `String` is not a subtype of `Int` @ "x"',
    ]);
    expect(errorsOf('collection C { a: Int = "x" }', false)).toHaveLength(1);
  });

  test("types of computed fields", () => {
    const result = checked(
      'collection C {\n  a: Int\n  compute one = (_ => 2)\n  compute next = (.a + 1)\n  compute far = (c => c.next + c.one)\n  compute told: String = (_ => "x")\n}',
    );
    expect(result.ok && Object.fromEntries(result.computedFields.get("C")!)).toEqual({
      one: "2",
      next: "Number",
      far: "Number",
      told: "String",
    });
  });

  test("checks give a Boolean or null", () => {
    expect(errorsOf("collection C { a: Int\n check c (_ => 1) }")).toEqual([
      "Type `Int` is not a subtype of `Null | Boolean` @ 1",
    ]);
  });

  test("paths of indexes and constraints", () => {
    const text =
      "collection C {\n  a: { b: Int }\n  index x { terms [.zip]; values [.a.q] }\n  unique [.a.b]\n}";
    expect(errorsOf(text)).toEqual([
      "Type `{ id: ID, ts: Time, ttl: Time | Null, a: { b: Int } }` does not have field `zip` @ zip",
      "Type `{ b: Int }` does not have field `q` @ q\n  hint: Type `{ b: Int }` inferred here @ { b: Int }",
    ]);
  });

  test("a collection in error has no members", () => {
    expect(errorsOf("collection User {\n  tags: Array\n  index byNick { terms [.nick] }\n}")).toEqual([
      "Type constructor `Array<>` accepts 1 parameters, received 0 @ Array",
      "Type `User` does not have field `nick` @ nick",
    ]);
  });

  test("computed fields in indexes follow from their document", () => {
    const text = `collection C {
  a: Int
  compute t = (doc => doc.a + 1)
  compute v = (doc => one())
  compute w = (doc => C.all().count())
  compute y = (doc => doc.t)
  compute z = (doc => doc.ts)
  index x { terms [.v, .w, .y, .z, .t] }
}
function one() { 1 }`;
    const prefix = "Computed fields used in indexes or constraints cannot";
    expect(errorsOf(text)).toEqual([
      `${prefix} call UDFs @ one`,
      `${prefix} access collections @ C`,
      `${prefix} use computed fields @ t`,
      `${prefix} use a doc's ts field @ ts`,
    ]);
    expect(errorsOf(text, false)).toEqual([]);
  });
});

describe("roles and access providers (spec/03b §5.2)", () => {
  test("resources and predicates", () => {
    const text = `collection C { a: Int }
role r {
  privileges Nope { read }
  membership C { predicate (x => 1 + "a") }
}`;
    expect(errorsOf(text)).toEqual([
      'Type `String` is not a subtype of `Number` @ "a"',
      "Resource `Nope` does not exist @ Nope",
    ]);
    expect(errorsOf(text, false)).toEqual(["Resource `Nope` does not exist @ Nope"]);
  });

  test("only when all else is fine", () => {
    expect(errorsOf("collection C { a: Nope }\nrole r { privileges Nope { read } }")).toEqual([
      "Unknown type `Nope` @ Nope",
    ]);
  });
});
