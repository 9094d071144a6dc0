import { describe, expect, it } from "vitest";
import {
  duplicatesAcrossFiles,
  parseSchema,
  printSchemaItems,
  renderDiagnostics,
  type SchemaItem,
  type Span,
} from "../../grammar/index.js";

function items(text: string): readonly SchemaItem[] {
  const parsed = parseSchema(text, "main.fsl");
  if (!parsed.ok) throw new Error(renderDiagnostics(parsed.diagnostics));
  return parsed.value.items;
}

const canonical = (text: string) => printSchemaItems(items(text));
const textOf = ({ source, start, end }: Span) => source.text!.slice(start, end);

/** spec/02 §4.3 */
describe("canonical text", () => {
  it("of a collection with every member", () => {
    expect(
      canonical(`@alias(A) collection Name { f : Int=3
compute g: Int = x => x.f ; compute h = ( .f )
*: Any; o: { a: Int = 1
b: (String, Int), *: Any }; e: {}
index byF { values [asc(.i), mva(desc(.h))]; terms [.f, mva(.g)] }
unique [.["f"], .["f g"]]
check ok (d => d.f>0); history_days 3; ttl_days 1; document_ttls true
migrations { split .a -> .b,.c; backfill .b = { x: 0 } } }`),
    ).toBe(`@alias(A)
collection Name {
  f: Int = 3
  compute g: Int = (x) => x.f
  compute h = (.f)
  *: Any
  o: { a: Int = 1, b: [String, Int], *: Any }
  e: {}
  index byF {
    terms [.f, mva(.g)]
    values [.i, desc(mva(.h))]
  }
  unique [.f, .["f g"]]
  check ok ((d) => d.f > 0)
  history_days 3
  ttl_days 1
  document_ttls true
  migrations {
    split .a -> .b, .c
    backfill .b = {
      x: 0
    }
  }
}
`);
  });

  it("of functions, roles and access providers", () => {
    expect(
      canonical(`@role("server-readonly") @alias(g) function 'a b'(a: Int, ...b: Array<Int>): Int
{ let x = a; x }
function f (a, ...b,) { a }
role R { membership U; privileges A { create { predicate (.ok) }; read }; privileges "b c" {} }
access provider P { role R; role S { predicate (x => x.ok) }; jwks_uri 'https://b#c'; issuer "a" }`),
    ).toBe(`@alias(g)
@role("server-readonly")
function "a b"(a: Int, ...b: Array<Int>): Int {
  let x = a
  x
}

function f(a, ...b) {
  a
}

role R {
  privileges A {
    create {
      predicate (.ok)
    }
    read
  }
  privileges "b c" {
  }
  membership U
}

access provider P {
  issuer "a"
  jwks_uri "https://b\\#c"
  role R
  role S {
    predicate ((x) => x.ok)
  }
}
`);
  });

  it("of empty bodies, and without the default of history_days", () => {
    expect(canonical("collection X {}; collection Y { history_days 0 }; role Z {}")).toBe(
      "collection X {\n}\n\ncollection Y {\n}\n\nrole Z {\n}\n",
    );
  });
});

describe("words and separators", () => {
  it("lets any word name a field", () => {
    const words = "privileges: Int; history_days: Int?; function: Int; compute: Int; drop: Int; access: Int";
    const [collection] = items(`collection C { ${words} }`);
    const members = collection?.kind === "collection" ? collection.members : [];
    expect(members.map((member) => member.kind === "field" && member.name.text)).toEqual(
      words.split("; ").map((word) => word.split(":")[0]),
    );
  });

  it("reads empty statements, comments between items, and line ends after opening words", () => {
    const text = `;;
// x
collection
A {;; a: Int;; }/* y */collection B { compute
c = x => 1 }`;
    expect(items(text).map((item) => item.name.text)).toEqual(["A", "B"]);
  });

  it("has no items in an empty file", () => {
    expect(items("")).toEqual([]);
    expect(items(" \n;// nothing\n/* at all */")).toEqual([]);
  });
});

/** spec/02 §1.1 */
describe("the span of an item", () => {
  const span = (text: string) => textOf(items(text).at(-1)!.span);

  it("runs from its first annotation to the semicolons on its line", () => {
    expect(span("  @alias(B) collection A { } ;; // c")).toBe("@alias(B) collection A { } ;;");
    expect(span("collection A {}\n;")).toBe("collection A {}");
  });

  it("holds the comments that end where it starts", () => {
    expect(span("// a\n// b\ncollection A {}")).toBe("// a\n// b\ncollection A {}");
    expect(span("/* a */collection A {}")).toBe("/* a */collection A {}");
    expect(span("// a\n\n// b\ncollection A {}")).toBe("// b\ncollection A {}");
    expect(span("// a\n collection A {}")).toBe("collection A {}");
    expect(span("// a\n\ncollection A {}")).toBe("collection A {}");
  });

  it("of members holds their semicolons, and of values their brackets", () => {
    const [collection] = items(`collection C { check a ((x) => x); unique [ .a ]; compute b = ( .c )
      migrations { split .a -> .b, .c } }`);
    if (collection?.kind !== "collection") throw new Error("not a collection");
    const [check, unique, computed, migrations] = collection.members;
    expect(textOf(collection.bodySpan).slice(0, 7)).toBe("{ check");
    expect(textOf(check!.span)).toBe("check a ((x) => x);");
    expect(check?.kind === "check" && textOf(check.valueSpan)).toBe("((x) => x)");
    expect(unique?.kind === "unique" && textOf(unique.listSpan)).toBe("[ .a ]");
    expect(computed?.kind === "computed" && textOf(computed.valueSpan)).toBe("( .c )");
    const [split] = migrations?.kind === "migrations" ? migrations.statements : [];
    expect(split?.kind === "split" && textOf(split.toSpan)).toBe(".b, .c");
  });

  it("of a function's signature reaches to its return type", () => {
    const signature = (text: string) => {
      const [item] = items(text);
      return item?.kind === "function" ? textOf(item.signatureSpan) : undefined;
    };
    expect(signature("function f(a: Int): Int { a }")).toBe("(a: Int): Int");
    expect(signature("function f( a ) { a }")).toBe("( a )");
  });

  it("of a predicate is its block", () => {
    const [role] = items("role R { privileges A { read { predicate (.a) } } }");
    const predicate = role?.kind === "role" ? role.privileges[0]?.actions[0]?.predicate : undefined;
    expect(textOf(predicate!.bodySpan)).toBe("{ predicate (.a) }");
  });
});

/** spec/02 §2 */
it("names may not come again in another file", () => {
  const file = (name: string, text: string) => ({ name, items: items(text) });
  const provider = 'access provider P { issuer "a"; jwks_uri "b" }';
  expect(
    duplicatesAcrossFiles([
      file("a.fsl", `collection A {}; role R {}; ${provider}; @alias(X) collection B {}`),
      file("b.fsl", `function A() { 1 }; role R {}; ${provider}; collection X {}`),
    ]).map(({ message, span }) => [message, span.start]),
  ).toEqual([
    ["Duplicate collection or function `A` in b.fsl (originally seen in a.fsl)", 9],
    ["Duplicate role `R` in b.fsl (originally seen in a.fsl)", 25],
    ["Duplicate access provider `P` in b.fsl (originally seen in a.fsl)", 47],
  ]);
});

it("schemas nested without end are refused", () => {
  const deep = `collection A { a: Int = ${"(".repeat(5000)}1${")".repeat(5000)} }`;
  const parsed = parseSchema(deep, "main.fsl");
  expect(parsed.ok ? [] : parsed.diagnostics.map(({ message }) => message)).toEqual([
    "Schema is nested too deeply",
  ]);
});
