import { describe, expect, it } from "vitest";
import { parseSchema } from "../../grammar/index.js";

/** `message @ text under the carets`, with the annotation and hints of each error after it. */
function errors(text: string): string[] {
  const parsed = parseSchema(text, "main.fsl");
  if (parsed.ok) return [];
  return parsed.diagnostics.map(({ message, span, annotation, hints }) =>
    [
      `${message} @ ${at(text, span)}`,
      ...(annotation === undefined ? [] : [`(${annotation})`]),
      ...hints.map((hint) => `[${hint.message} @ ${at(text, hint.span)}]`),
    ].join(" "),
  );
}

/** The text of a span; one character past the end is shown as nothing. */
function at(text: string, { start, end }: { start: number; end: number }): string {
  return `${start}:${text.slice(start, end)}`;
}

/** Every row: a text, and its errors. */
type Row = readonly [text: string, ...errors: string[]];

function table(rows: readonly Row[]): void {
  it.each(rows)("%j", (text, ...expected) => {
    expect(errors(text)).toEqual(expected);
  });
}

const collection = (member: string) => `collection C {\n${member}\n}`;
/** Rows of which each is a member of a collection; positions count from the member. */
function members(rows: readonly Row[]): void {
  const before = "collection C {\n".length;
  it.each(rows)("%j", (text, ...expected) => {
    const shifted = errors(collection(text)).map((error) =>
      error.replace(/@ (\d+):/g, (_, start) => `@ ${Number(start) - before}:`),
    );
    expect(shifted).toEqual(expected);
  });
}

describe("phase 1: the grammar", () => {
  table([
    ["2", "Expected end-of-input @ 0:2"],
    ["collection #", "Expected end-of-input or identifier @ 11:#"],
    ["collection A #", "Expected end-of-input @ 13:#"],
    ["collection A {} collection B {}", "Expected end-of-input @ 16:c"],
    ["function", "Expected name @ 8:"],
    ["function ()", "Expected name @ 9:("],
    ["access provider", "Expected name @ 15:"],
    ["access provider #", "Expected name @ 16:#"],
    ["access x", "Expected provider @ 7:x"],
    ["access provider x", "Expected expression @ 17:"],
    ["function f {}", "Expected `(` @ 11:{"],
    ["function f(a b) { 1 }", "Expected `)`, `,`, or a type annotation @ 13:b"],
    ["function f(a: b: c) { 1 }", "Expected `)`, `,`, or `<` @ 15::"],
    ["function f(...a, b) { 1 }", "Variadic argument must be the last argument. @ 11:...a"],
    [
      "function f(...a: Int, b: Int): Int { 1 }",
      "Variadic argument must be the last argument. @ 11:...a: Int",
    ],
    ["function f() {}", "Unexpected end of block. Expected statement or expression @ 14:}"],
    [
      "function f() { let a = 1 }",
      "Missing return expression @ 25:} [Statement does not return a value @ 15:let a = 1]",
    ],
    ["collection if {}", "Invalid identifier @ 11:if (`if` is a keyword)"],
    ["@foo(A) collection C {}", "Expected alias or role @ 1:f"],
    ["collection C {", "Expected `}` @ 14:"],
  ]);
  members([
    ["index x { terms [.] }", "Expected `]` or expression @ 17:."],
    ["unique [.a", "Expected `,` or `]` @ 11:}"],
    ["migrations { backfill .a }", "Expected `=` @ 25:}"],
    ["migrations { backfill .a = }", "Expected expression @ 27:}"],
    ["migrations { drop }", "Expected expression @ 18:}"],
    ["migrations { split }", "Expected expression @ 19:}"],
    ["migrations { move }", "Expected expression @ 18:}"],
    ["migrations { move .a -> }", "Expected expression @ 24:}"],
    ["migrations { split .a }", "Expected `->` @ 22:}"],
    ["migrations { move .a }", "Expected `->` @ 21:}"],
    ["a: #", "Expected type @ 3:#"],
    ["a: { b: Int,, c: Int }", "Expected `}` @ 12:,"],
    ["if: Int", "Invalid identifier @ 0:if (`if` is a keyword)"],
    ["* = 1", "Expected `}` @ 0:*"],
    ["'it`s': Int", "Expected `}` @ 0:'"],
    ["a: { b: Int; b: Int }", "Duplicate key @ 13:b [Key originally used here @ 5:b]"],
    [
      "a: { *: Int, b: Int }",
      "Wildcard must be the last element in an object @ 13:b: Int [Wildcard defined here @ 8:Int]",
    ],
    [
      "a: { ..., b: Int }",
      "Interface must be the last element in an object @ 10:b: Int [Interface defined here @ 5:...]",
    ],
  ]);
});

describe("phase 2: items", () => {
  table([
    ["foo bar # baz", "Invalid schema item `foo` @ 0:foo"],
    ["index a {}", "Invalid schema item `index` @ 0:index"],
    ["x: Int", "Invalid schema item `field` @ 0:x"],
    [
      "foo\nbar\ncollection {}",
      "Invalid schema item `foo` @ 0:foo",
      "Invalid schema item `bar` @ 4:bar",
      "Missing required name @ 8:collection",
    ],
    ["collection A;", "Missing required value @ 0:collection A;"],
    ["collection A 1", "Expected a block @ 13:1"],
    ["role R [.a]", "Expected a block @ 7:[.a]"],
    ["access provider P 1", "Expected a block @ 18:1"],
    ["function f() = 1", "Expected a function definition @ 13:= 1"],
    ["function f() // x", "Expected a function definition @ 13:/"],
    ["function f(): Int\nrole R {}", "Expected a function definition @ 12:: Int"],
    ["function f(): #", "Expected type @ 14:#"],
    ["function f(): Int { x", "Expected `}` @ 21:"],
    ["@role(r) collection A {}", "Annotation not supported here @ 0:@role(r)"],
    ["@alias(A) @role(b) role R {}", "Annotations are not allowed here @ 0:@alias(A)"],
    [
      '@alias(A) access provider P { issuer "a"; jwks_uri "b" }',
      "Annotations are not allowed here @ 0:@alias(A)",
    ],
    [
      "@alias(A) @alias(B) collection C {}",
      "Duplicate annotation `alias` @ 10:@alias(B) [Originally defined here @ 0:@alias(A)]",
    ],
  ]);

  describe("names in one file", () => {
    table([
      [
        "collection A {}\nfunction A() { 1 }",
        "Duplicate collection or function `A` @ 25:A [Originally defined here @ 11:A]",
      ],
      ["collection A {}\n@alias(B) function A() { 1 }"],
      [
        "collection A {}\n@alias(A) function B() { 1 }",
        "Duplicate collection or function `A` @ 23:A [Originally defined here @ 11:A]",
      ],
      [
        "@alias(B) collection A {}\ncollection B { x }",
        "Duplicate collection or function `B` @ 37:B [Originally defined here @ 7:B]",
        "Invalid field or member `x` @ 41:x",
      ],
      ["role A {}\ncollection A {}"],
      ["role A {}\nrole A {}", "Duplicate role `A` @ 15:A [Originally defined here @ 5:A]"],
      [
        'access provider A { issuer "a"; jwks_uri "b" }; access provider A { issuer "a"; jwks_uri "b" }',
        "Duplicate access provider `A` @ 64:A [Originally defined here @ 16:A]",
      ],
    ]);
  });

  describe("functions", () => {
    const typed = (span: string) => `[Expecting types due to this type annotation @ ${span}]`;
    const untyped = (span: string) => `[Expecting no types due to this argument not having a type @ ${span}]`;
    table([
      ["function f() { 1 }"],
      ["function f(): Int { 1 }"],
      ["function f(a: Int, b): Int { 1 }", `All or no arguments must have a type @ 19:b ${typed("14:Int")}`],
      ["function f(a, ...b: Int) { 1 }", `All or no arguments must have a type @ 17:b ${untyped("11:a")}`],
      [
        "function f(a: Int) { 1 }",
        `Return type is required when arguments have a type @ 17:) ${typed("14:Int")}`,
      ],
      [
        "function f(a): Int { 1 }",
        `Return type is not allowed when arguments do not have a type @ 15:Int ${untyped("11:a")}`,
      ],
      ["function f(a: { b: Int = 1 }): Int { 1 }", "Default values are not allowed here @ 25:1"],
    ]);
  });
});

describe("phase 2: collections", () => {
  members([
    ["foo ( \n } ) bar", "Invalid field or member `foo` @ 0:foo"],
    ["terms [.a]", "Invalid field or member `terms` @ 0:terms"],
    ["drop .a", "Invalid field or member `drop` @ 0:drop"],
    ["function f() { 1 }", "Invalid field or member `function` @ 0:function"],
    ["@alias(a) b: Int", "Annotations are not allowed here @ 0:@alias(a)"],
    ["'a b': Int", "Invalid identifier `a b` @ 0:'a b'"],
    ["index 'a b' {}", "Invalid identifier `a b` @ 6:'a b'"],
    ["check 'a b' (x => x)", "Invalid identifier `a b` @ 6:'a b'"],
    ["ts: Int;", "Invalid reserved name `ts` @ 0:ts: Int;"],
    ["compute replaceData = x => 1", "Invalid reserved name `replaceData` @ 0:compute replaceData = x => 1"],
    ["compute a", "Computed fields require a value @ 0:compute"],
    ["compute a = 1", "Expected lambda @ 12:1"],
    ["compute a = .b", "Invalid anonymous field access @ 12:.b"],
    ["compute a: { b: Int = 1 } = x => x", "Default values are not allowed here @ 22:1"],
    ["a = 1", "Expected a type signature @ 0:a = 1"],
    ["a: Int = .b", "Invalid anonymous field access @ 9:.b"],
    ["*: Any = 1", "No default allowed for wildcard field @ 9:1"],
    ["*: { a: Int = 1 }", "Default values are not allowed here @ 14:1"],
    ["a: Int; compute a = x => 1", "Duplicate field `a` @ 16:a [Originally defined here @ 0:a]"],
    ["*: Any; *: Any", "Duplicate field `*` @ 8:* [Originally defined here @ 0:*]"],
    ["index {}", "Missing required name @ 0:index"],
    ["index a;", "Missing required value @ 0:index a;"],
    [
      "index a { x; terms; terms [.a] }",
      "Invalid member `x` @ 10:x",
      "Missing required value @ 13:terms;",
      "Duplicate terms definition @ 20:terms [.a] [Originally defined here @ 13:terms;]",
    ],
    ["index a { b: Int }", "Invalid member `field` @ 10:b"],
    ["index a { terms b [.a] }", "Name is not allowed here @ 16:b"],
    [
      "index a { values [.a]; values [.b] }",
      "Duplicate values definition @ 23:values [.b] [Originally defined here @ 10:values [.a];]",
    ],
    ["index a {}; index a {}", "Duplicate index name `a` @ 18:a [Originally defined here @ 6:a]"],
    [
      "index a { terms 1; values 2 }",
      "Expected an array of terms @ 16:1",
      "Expected an array of values @ 26:2",
    ],
    [
      "index a { terms [b, asc(.a), mva(mva(.a)), .a.b()] }",
      "Invalid field path @ 17:b",
      "Expected 'mva' @ 20:asc",
      "Expected 'mva' @ 33:mva",
      "Invalid field path @ 45:.b()",
    ],
    [
      "index a { values [foo(.a), asc(mva(.a)), mva(desc(.b)), asc(desc(.c))] }",
      "Expected 'asc', 'desc', or 'mva' @ 18:foo",
      "Expected 'asc', 'desc', or 'mva' @ 60:desc",
    ],
    ["unique [a]", "Invalid field path @ 8:a"],
    ["unique []", "Expected non-empty terms for a unique constraint @ 7:[]"],
    ["unique 1", "Expected an array of terms @ 7:1"],
    ["unique a [.a]", "Name is not allowed here @ 7:a"],
    [
      "unique [.a, mva(.b)]; unique [mva(.b), .['a']]; unique [.a, .b]",
      "Duplicate unique constraint. @ 29:[mva(.b), .['a']] [This unique constraint covers the same fields. @ 7:[.a, mva(.b)]]",
    ],
    [
      "check a ((x) => x); check a ((x) => x)",
      "Duplicate check constraint name `a` @ 26:a [Originally defined here @ 6:a]",
    ],
    [
      "check a x => x",
      "Expected lambda check predicate @ 8:x => x (Check constraints require parenthesis around the lambda)",
    ],
    ["check a (1)", "Expected lambda check predicate @ 8:(1)"],
    ["check a .b", "Invalid anonymous field access @ 8:.b"],
    ["check a {}", "Expected an expression literal @ 8:{}"],
    [
      "history_days 1.5; ttl_days 'a'; document_ttls 1",
      "Expected integer literal @ 13:1.5",
      "Missing required value @ 18:ttl_days 'a';",
      "Name is not allowed here @ 27:'a'",
      "Expected boolean literal @ 46:1",
    ],
    [
      "history_days 1; history_days 2",
      "Duplicate history days @ 16:history_days 2 [Originally defined here @ 0:history_days 1;]",
    ],
    [
      "ttl_days 1; ttl_days 2",
      "Duplicate ttl days @ 12:ttl_days 2 [Originally defined here @ 0:ttl_days 1;]",
    ],
    [
      "document_ttls true\ndocument_ttls true",
      "Duplicate document TTLs @ 19:document_ttls true [Originally defined here @ 0:document_ttls true]",
    ],
    [
      "migrations { drop .a }; migrations { drop .a }",
      "Duplicate migration block @ 24:migrations { drop .a } [Originally defined here @ 0:migrations { drop .a };]",
    ],
    ["migrations {}", "Empty migration blocks are not allowed @ 0:migrations {}"],
    ["migrations 1", "Expected a migration block @ 11:1"],
    [
      "migrations { a: Int; foo }",
      "Only migrations are allowed in migration blocks @ 13:a: Int;",
      "Expected a migration @ 21:foo",
    ],
    [
      "migrations { drop a; add .a[0] }",
      "Invalid field path @ 18:a",
      "Cannot index into an item in a migration path @ 28:0",
    ],
    [
      "migrations { split .a -> .b; split .a -> .b, .['b'] }",
      "Expected at least two fields to split into @ 13:split .a -> .b;",
      "Expected list of fields with no duplicates @ 41:.b, .['b']",
    ],
    ["migrations { backfill .a = .b }", "Invalid anonymous field access @ 27:.b"],
  ]);

  describe("defaults inside types", () => {
    const message = "Default values are not allowed here";
    members([
      ["a: { b: Int = 1, c: { d: Int = 2 } }"],
      ["a: { b: Int = 1 } = 2", `${message} @ 14:1 [Parent has a conflicting default value @ 20:2]`],
      ["a: { b: { c: Int = 1 } = 2 }", `${message} @ 19:1 [Parent has a conflicting default value @ 25:2]`],
      ["a: { b: Int = 1 }?", `${message} @ 14:1 [Parent is nullable @ 17:?]`],
      ["a: { b: Int = 1 } | Int", `${message} @ 14:1 [Parent is a union @ 3:{ b: Int = 1 } | Int]`],
      ["a: Array<{ b: Int = 1 }>", `${message} @ 20:1 [Parent is not an object @ 3:Array<{ b: Int = 1 }>]`],
      ["a: [{ b: Int = 1 }]", `${message} @ 15:1 [Parent is not an object @ 3:[{ b: Int = 1 }]]`],
      ["a: { b: Int = 1 } & Int", `${message} @ 14:1 [Parent is not an object @ 3:{ b: Int = 1 } & Int]`],
      [
        "a: { b: { c: Int = 1 }? } | Int",
        `${message} @ 19:1 [Parent is a union @ 3:{ b: { c: Int = 1 }? } | Int]`,
      ],
    ]);
  });
});

describe("phase 2: roles", () => {
  table([
    ["role R { foo; a: Int }", "Invalid member `foo` @ 9:foo", "Invalid member `field` @ 14:a"],
    ["role R { privileges A }", "Missing required value @ 9:privileges A"],
    ["role R { privileges { read } }", "Missing required name @ 9:privileges"],
    [
      "role R { privileges A { foo; issuer } }",
      "Invalid action `foo` @ 24:foo",
      "Invalid action `issuer` @ 29:issuer",
    ],
    [
      "role R { privileges A {}; privileges A {} }",
      "Duplicate privileges `A` @ 37:A [Originally defined here @ 20:A]",
    ],
    [
      "role R { membership A; membership A }",
      "Duplicate membership `A` @ 34:A [Originally defined here @ 20:A]",
    ],
    [
      "role R { privileges A { read; read } }",
      "Duplicate action `read` @ 30:read [Originally defined here @ 24:read]",
    ],
    ["role R { privileges A { read 1 } }", "Expected a block @ 29:1"],
    ["role R { privileges A { read {} } }", "Expected a single predicate member @ 29:{}"],
    [
      "role R { membership A { predicate (.a); predicate (.b) } }",
      "Expected a single predicate member @ 22:{ predicate (.a); predicate (.b) }",
    ],
    ["role R { membership A { read } }", "Expecting a predicate @ 24:read"],
    ["role R { membership A { predicate } }", "Missing required value @ 24:predicate"],
    ["role R { membership A { predicate (1) } }", "Expected lambda predicate @ 34:(1)"],
    ["role R { membership A { predicate (x) => x } }", "Expected lambda predicate @ 34:(x) => x"],
    ["role R { membership A { predicate .a } }", "Invalid anonymous field access @ 34:.a"],
    ["role R { membership A { predicate [.a] } }", "Expected an expression literal @ 34:[.a]"],
    ["role R { @role(x) membership A }", "Annotations are not allowed here @ 9:@role(x)"],
  ]);
});

describe("phase 2: access providers", () => {
  table([
    ["access provider P {}", "Missing issuer @ 18:{}", "Missing jwks uri @ 18:{}"],
    ["access provider P { issuer; jwks_uri 'a' }", "Missing required value @ 20:issuer;"],
    [
      'access provider P { issuer 1; jwks_uri "a#{1}" }',
      "Expected string literal @ 27:1",
      'Cannot interpolate values in a string literal @ 39:"a#{1}"',
    ],
    [
      "access provider P { issuer 'a'; issuer 'a'; jwks_uri 'a'; jwks_uri 'b' }",
      "Duplicate issuer @ 32:issuer [Originally defined here @ 20:issuer]",
      "Duplicate jwks uri @ 58:jwks_uri [Originally defined here @ 44:jwks_uri]",
    ],
    [
      "access provider P { issuer 'a'; jwks_uri 'a'; role A; role A; role; privileges A {} }",
      "Duplicate role `A` @ 59:A [Originally defined here @ 51:A]",
      "Missing required name @ 62:role",
      "Invalid member `privileges` @ 68:privileges",
    ],
  ]);
});
