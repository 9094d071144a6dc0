import { describe, expect, it } from "vitest";
import {
  type Expression,
  type Link,
  type LiteralValue,
  type Parsed,
  type Pattern,
  parseExpression,
  parseFieldPath,
  parseLambda,
  parseQuery,
  parseType,
  parseTypeScheme,
  type Span,
  type Statement,
  type TypeExpression,
} from "../../grammar/index.js";

/** A tree as text: `kind[start,end](parts)`; what is spelled by the span alone is left out. */
function at({ start, end }: Span): string {
  return `[${start},${end}]`;
}

function literal(value: LiteralValue): string {
  if (value.kind === "float") return `${value.value}:${value.unscaled}/${value.scale}`;
  return value.kind === "null"
    ? "null"
    : JSON.stringify(value.value, (_, v) => (typeof v === "bigint" ? `${v}n` : v));
}

function tree(node: Expression): string {
  const span = at(node.span);
  switch (node.kind) {
    case "identifier":
      return `${node.name}${span}`;
    case "literal":
      return `${literal(node.value)}${span}`;
    case "template":
      return `template${span}(${node.parts.map((p) => (typeof p === "string" ? JSON.stringify(p) : tree(p))).join(" ")})`;
    case "if":
      return `if${span}(${[node.condition, node.then, node.otherwise].flatMap((e) => (e ? [tree(e)] : [])).join(" ")})`;
    case "at":
      return `at${span}(${tree(node.time)} ${tree(node.body)})`;
    case "match":
      return `match${span}(${tree(node.scrutinee)} ${node.cases.map((c) => `${pattern(c.pattern)}=>${tree(c.body)}`).join(" ")})`;
    case "lambda": {
      const names = node.parameters.map((p) => `${p.name ?? "_"}${at(p.span)}`);
      if (node.rest !== undefined) names.push(`...${node.rest.name ?? "_"}${at(node.rest.span)}`);
      return `lambda${span}(${names.join(" ")} => ${tree(node.body)})`;
    }
    case "shortLambda":
      return `short${span}(${tree(node.body)})`;
    case "binary":
      return `${node.operator.text}${at(node.operator.span)}${span}(${tree(node.left)} ${tree(node.right)})`;
    case "unary":
      return `${node.operator.text}${at(node.operator.span)}${span}(${tree(node.operand)})`;
    case "chain":
      return `chain${span}(${[tree(node.base), ...node.links.map(link)].join(" ")})`;
    case "projection":
    case "object":
      return `${node.kind}${span}(${[
        ...(node.kind === "projection" ? [tree(node.base)] : []),
        ...node.fields.map(({ name, value }) => `${name.text}${at(name.span)}=${tree(value)}`),
      ].join(" ")})`;
    case "projectionAll":
      return `projectionAll${span}(${tree(node.base)})`;
    case "tuple":
    case "array":
      return `${node.kind}${span}(${node.elements.map(tree).join(" ")})`;
    case "block":
      return `block${span}(${node.statements.map(statement).join("; ")})`;
  }
}

function link(node: Link): string {
  const span = at(node.span);
  switch (node.kind) {
    case "field":
      return `${node.optional ? "?." : "."}${at(node.dotSpan)}${node.field.text}${at(node.field.span)}${span}`;
    case "call": {
      const optional = node.optionalApply === undefined ? "" : `?.${at(node.optionalApply)}`;
      const name = `${node.optional ? "?." : "."}${at(node.dotSpan)}${node.field.text}${at(node.field.span)}`;
      return `${name}${optional}${at(node.applySpan)}${span}(${node.args.map(tree).join(" ")})`;
    }
    case "apply":
      return `apply${node.optional ? `?.${at(node.optional)}` : ""}${at(node.applySpan)}${span}(${node.args.map(tree).join(" ")})`;
    case "index":
      return `index${node.optional ? `?.${at(node.optional)}` : ""}${at(node.accessSpan)}${span}(${node.args.map(tree).join(" ")})`;
    case "nonNull":
      return `!${span}`;
  }
}

function statement(node: Statement): string {
  if (node.kind === "expression") return tree(node.expression);
  const annotation = node.type === undefined ? "" : `:${type(node.type)}`;
  return `let${at(node.span)} ${node.name.text}${at(node.name.span)}${annotation}=${tree(node.value)}`;
}

function pattern(node: Pattern): string {
  const span = at(node.span);
  switch (node.kind) {
    case "hole":
    case "bind": {
      const name = node.kind === "hole" ? "_" : node.name.text;
      return `${name}${span}${node.inner === undefined ? "" : `(${pattern(node.inner)})`}`;
    }
    case "type":
      return type(node.type);
    case "literal":
      return tree(node.literal);
    case "object":
      return `{${node.fields.map((f) => `${f.name.text}=${pattern(f.pattern)}`).join(" ")}}${span}`;
    case "array":
      return `[${[...node.elements.map(pattern), ...(node.rest ? [`...${pattern(node.rest)}`] : [])].join(" ")}]${span}`;
  }
}

function type(node: TypeExpression): string {
  const span = at(node.span);
  switch (node.kind) {
    case "any":
    case "never":
      return `${node.kind}${span}`;
    case "literal":
      return `${typeof node.value === "string" ? JSON.stringify(node.value) : node.value}${span}`;
    case "named":
      return `${node.name.text}${node.args === undefined ? "" : `<${node.args.map(type).join(" ")}>`}${span}`;
    case "object":
    case "interface": {
      const entries = node.fields.map((f) => `${f.name.text}=${type(f.type)}`);
      if (node.kind === "interface") entries.push("...");
      else if (node.wildcard !== undefined) entries.push(`*=${type(node.wildcard)}`);
      return `{${entries.join(" ")}}${span}`;
    }
    case "tuple":
      return `[${node.elements.map(type).join(" ")}]${span}`;
    case "union":
    case "intersection":
      return `${node.kind}${span}(${node.members.map(type).join(" ")})`;
    case "function": {
      const parameters = node.parameters.map((p) => `${p.name ? `${p.name.text}:` : ""}${type(p.type)}`);
      const { variadic } = node;
      if (variadic)
        parameters.push(`${variadic.name ? `${variadic.name.text}:` : ""}...${type(variadic.type)}`);
      return `function${span}(${parameters.join(" ")} => ${type(node.result)})`;
    }
    case "nullable":
      return `nullable${at(node.markSpan)}${span}(${type(node.base)})`;
  }
}

function parsedValue<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(parsed.diagnostics.map((d) => `${d.message} @${d.span.start}`).join("\n"));
  return parsed.value;
}

const whole = (text: string) => tree(parsedValue(parseQuery(text)));
/** The query without its block. */
const query = (text: string) => parsedValue(parseQuery(text)).statements.map(statement).join("; ");

function table(
  show: (text: string) => string,
  rows: readonly (readonly [text: string, tree: string])[],
): void {
  for (const [text, shown] of rows) it(JSON.stringify(text), () => expect(show(text)).toBe(shown));
}

describe("the examples of spec/01 §5", () => {
  table(query, [
    [
      "pets.first() ?? 0",
      '??[13,15][0,17](chain[0,12](pets[0,4] .[4,5]first[5,10][10,12][4,12]()) "0n"[16,17])',
    ],
    [
      "xs.map(.n + 1)",
      "chain[0,14](xs[0,2] .[2,3]map[3,6][6,14][2,14](short[7,13](+[10,11][7,13](" +
        'chain[7,9]($this[7,7] .[7,8]n[8,9][7,9]) "1n"[12,13]))))',
    ],
    [
      "p { a, b: .c }",
      "projection[0,14](p[0,1] a[4,5]=chain[4,5]($this[4,4] .[4,4]a[4,5][4,5])" +
        " b[7,8]=chain[10,12]($this[10,10] .[10,11]c[11,12][10,12]))",
    ],
    ["a\n|| b", "||[1,4][0,6](a[0,1] b[5,6])"],
    ["a /* c */ // d\n || b", "||[10,18][0,20](a[0,1] b[19,20])"],
  ]);
});

describe("queries are blocks, spec/01 §0", () => {
  table(whole, [
    ["1 // x", 'block[0,6]("1n"[0,1])'],
    [" \n 1;;2 ; \n", 'block[3,11]("1n"[3,4]; "2n"[6,7])'],
    ["a\n.b\n?? c", "block[0,9](??[4,7][0,9](chain[0,4](a[0,1] .[2,3]b[3,4][2,4]) c[8,9]))"],
    [
      "a\n(b)\n-c\n!d",
      "block[0,11](a[0,1]; tuple[2,5](b[3,4]); -[6,7][6,8](c[7,8]); ![9,10][9,11](d[10,11]))",
    ],
    ["let a = 1\na", 'block[0,11](let[0,9] a[4,5]="1n"[8,9]; a[10,11])'],
    ["let\na\n:\nInt\n=\n1\na", 'block[0,17](let[0,15] a[4,5]:Int[8,11]="1n"[14,15]; a[16,17])'],
  ]);
});

describe("numbers, spec/01 §1.4", () => {
  table(query, [
    ["- 1", '"-1n"[0,3]'],
    ["+1_0_", '"10n"[0,5]'],
    ["-1.abs()", 'chain[0,8]("-1n"[0,2] .[2,3]abs[3,6][6,8][2,8]())'],
    ["-2 ** 2", '**[3,5][0,7]("-2n"[0,2] "2n"[6,7])'],
    ["--1", '-[0,1][0,3]("-1n"[1,3])'],
    ["a--1", '-[1,2][0,4](a[0,1] "-1n"[2,4])'],
    ["a -1", '-[2,3][0,4](a[0,1] "1n"[3,4])'],
    ["a\n-1", 'a[0,1]; "-1n"[2,4]'],
    ["1.e5", 'chain[0,4]("1n"[0,1] .[1,2]e5[2,4][1,4])'],
    ["1.50e-8", "1.5e-8:150/10[0,7]"],
    ["1e1", "10:1/-1[0,3]"],
    ["-0.0", "0:0/1[0,4]"],
    ["0xFf + 0o17 + 0b1_1", '+[12,13][0,19](+[5,6][0,11]("255n"[0,4] "15n"[7,11]) "3n"[14,19])'],
    ["1isa Int", 'isa[1,4][0,8]("1n"[0,1] Int[5,8])'],
    ["99999999999999999999", '"99999999999999999999n"[0,20]'],
  ]);
});

describe("strings and heredocs, spec/01 §1.5, §1.6", () => {
  table(query, [
    [`'a"#{b}'`, '"a\\"#{b}"[0,8]'],
    ['""', '""[0,2]'],
    ['"#"', '"#"[0,3]'],
    ['"a#b"', 'template[0,5]("a" "#" "b")'],
    ['"a\\#b"', '"a#b"[0,6]'],
    ['"\\#{x}"', '"#{x}"[0,7]'],
    ['"#{x}"', "template[0,6](x[3,4])"],
    ['"a##{ {k: "}"} }b"', 'template[0,18]("a" "#" object[6,14](k[7,8]="}"[10,13]) "b")'],
    ["'\\0\\x41\\u00e9\\u{1F600}\\n'", '"\\u0000Aé😀\\n"[0,25]'],
    ["'a\nb'", '"a\\nb"[0,5]'],
    ["a'b'", "a'b'[0,4]"],
    ["<<-T\n    a\n      b\n  T", '"a\\n  b\\n"[0,22]'],
    [
      "<<-T\n\n  \n  a\\n#{x}\n\n\n  T.length",
      'chain[0,31]("a\\\\n#{x}\\n\\n\\n"[0,24] .[24,25]length[25,31][24,31])',
    ],
    ["<<-if\nif", '""[0,8]'],
    ["<<+E\nE", '""[0,6]'],
    ["<<+E\nx\nE", 'template[0,8]("x" "\\n")'],
    ["<<+E\n  a #{x} b\n   #{y}\n  E", 'template[0,27]("a " x[11,12] " b" "\\n" " " y[21,22] "\\n")'],
    ["<<+E\n  a\n#{y}\nE", 'template[0,15]("  a" "\\n" y[11,12] "\\n")'],
  ]);
});

describe("operators, spec/01 §3", () => {
  /** The structure alone. */
  const shape = (text: string) => query(text).replaceAll(/\[\d+,\d+\]/g, "");
  table(shape, [
    ["a | b == c", "==(|(a b) c)"],
    ["a == b isa T", "==(a isa(b T))"],
    ["!a isa T", "isa(!(a) T)"],
    ["-x ** 2", '**(-(x) "2n")'],
    ["-x.f()", "-(chain(x .f()))"],
    ["!x!", "!(chain(x !))"],
    ["a < b < c", "<(<(a b) c)"],
    ["a ** b ** c", "**(a **(b c))"],
    [
      "a ?? b || c && d == e > f isa g | h ^ i & j + k * l ** m",
      "??(a ||(b &&(c ==(d >(e isa(f |(g ^(h &(i +(j *(k **(l m))))))))))))",
    ],
    ["!~a", "!(~(a))"],
    ["x != y", "!=(x y)"],
    ["x! == y", "==(chain(x !) y)"],
    ["x!!=y", "!=(chain(x !) y)"],
    ["1 + x { a }", 'projection(+("1n" x) a=chain($this .a))'],
    ["x => y { a }", "lambda(x => projection(y a=chain($this .a)))"],
    ["let a =~1\na", 'let a=~("1n"); a'],
    ["a &&\n\n b", "&&(a b)"],
    ["a\n// c\n&& b", "&&(a b)"],
  ]);
});

describe("short lambdas, spec/01 §4.3", () => {
  const shape = (text: string) => query(text).replaceAll(/\[\d+,\d+\]/g, "");
  table(shape, [
    ["f(!.f)", "chain(f apply(short(!(chain($this .f)))))"],
    ["f(1 + .a)", 'chain(f apply(short(+("1n" chain($this .a)))))'],
    [
      "f(.a && (.b || .c))",
      "chain(f apply(short(&&(chain($this .a) tuple(||(chain($this .b) chain($this .c)))))))",
    ],
    ["((.a)) + 1", '+(tuple(tuple(short(chain($this .a)))) "1n")'],
    ["!(.a)", "!(tuple(short(chain($this .a))))"],
    ["f(.a { b })", "chain(f apply(short(projection(chain($this .a) b=chain($this .b)))))"],
    ["f(.(1), .[2])", 'chain(f apply(short(chain($this apply("1n"))) short(chain($this index("2n")))))'],
    ["(.a, .b)", "tuple(short(chain($this .a)) short(chain($this .b)))"],
    ["(.a).b", "chain(tuple(short(chain($this .a))) .b)"],
    ["(.f)(x)", "chain(tuple(short(chain($this .f))) apply(x))"],
    ["x[.a]", "chain(x index(short(chain($this .a))))"],
    [
      "x { b: (.c), d: x => x, e: .f.map(.g) }",
      "projection(x b=tuple(short(chain($this .c))) d=lambda(x => x) e=chain($this .f .map(short(chain($this .g)))))",
    ],
  ]);
});

describe("chains, spec/01 §4.4", () => {
  table(query, [
    ["a?.f(1)", 'chain[0,7](a[0,1] ?.[1,3]f[3,4][4,7][1,7]("1n"[5,6]))'],
    ["a.f?.(1)", 'chain[0,8](a[0,1] .[1,2]f[2,3]?.[3,5][5,8][1,8]("1n"[6,7]))'],
    ["a. f (1)", 'chain[0,8](a[0,1] .[1,3]f[3,4][5,8][1,8]("1n"[6,7]))'],
    ["a?. [1]", 'chain[0,7](a[0,1] index?.[1,4][4,7][1,7]("1n"[5,6]))'],
    ["a?.(1)(2)", 'chain[0,9](a[0,1] apply?.[1,3][3,6][1,6]("1n"[4,5]) apply[6,9][6,9]("2n"[7,8]))'],
    ["a!.if[]", "chain[0,7](a[0,1] ![1,2] .[2,3]if[3,5][2,5] index[5,7][5,7]())"],
    ["(a.f)(1)", 'chain[0,8](tuple[0,5](chain[1,4](a[1,2] .[2,3]f[3,4][2,4])) apply[5,8][5,8]("1n"[6,7]))'],
  ]);
});

describe("brackets, forms, projections, spec/01 §4", () => {
  table(query, [
    ["{}", "object[0,2]()"],
    ["x => {}", "lambda[0,7](x[0,1] => object[5,7]())"],
    ["{ a }", "block[0,5](a[2,3])"],
    ["{ if: 1, 'b c': 2, }", 'object[0,20](if[2,4]="1n"[6,7] b c[9,14]="2n"[16,17])'],
    ['{ "a#b": 1 }', 'object[0,12](a#b[2,7]="1n"[9,10])'],
    ['{ "a\\n" }', 'block[0,9]("a\\n"[2,7])'],
    ["[,]", "array[0,3]()"],
    ["(e,)", "tuple[0,4](e[1,2])"],
    ["(a, ...b)", "tuple[0,9](a[1,2])"],
    ["(a ...b) => c", "lambda[0,13](a[1,2] ...b[6,7] => c[12,13])"],
    ["(a, _, FQL, ...r) =>\n 1", 'lambda[0,23](a[1,2] _[4,5] FQL[7,10] ...r[15,16] => "1n"[22,23])'],
    ["(..._) => 1", 'lambda[0,11](..._[4,5] => "1n"[10,11])'],
    ["if\n(a)\nb\nelse\nc", "if[0,15](a[4,5] b[7,8] c[14,15])"],
    ["if (a) if (b) c else d", "if[0,22](a[4,5] if[7,22](b[11,12] c[14,15] d[21,22]))"],
    ["if (p) { x }\n.y", "if[0,15](p[4,5] chain[7,15](block[7,12](x[9,10]) .[13,14]y[14,15][13,15]))"],
    ["at (t) e", "at[0,8](t[4,5] e[7,8])"],
    ["x { * }", "projectionAll[0,7](x[0,1])"],
    [
      "x { n { y } , }",
      "projection[0,15](x[0,1] n[4,5]=projection[4,11](chain[4,5]($this[4,4] .[4,4]n[4,5][4,5])" +
        " y[8,9]=chain[8,9]($this[8,8] .[8,8]y[8,9][8,9])))",
    ],
    [
      "match x { case _ => 1\n case { a, 'b': [c, ...d] } => 2; }",
      'match[0,57](x[6,7] _[15,16]=>"1n"[20,21] {a=a[30,31] b=[c[39,40] ...d[45,46]][38,47]}[28,49]=>"2n"[53,54])',
    ],
    [
      "(\u0000value>) => f(\u0000value>)",
      "lambda[0,23]($0[1,8] => chain[13,23](f[13,14] apply[14,23][14,23]($1[15,22])))",
    ],
  ]);
});

describe("types, spec/01 §8.1", () => {
  table(
    (text) => type(parsedValue(parseType(text))),
    [
      ["A | B | C", "union[0,9](A[0,1] B[4,5] C[8,9])"],
      ["(A | B) | C", "union[1,11](A[1,2] B[5,6] C[10,11])"],
      ["A | (B | C)", "union[0,10](A[0,1] union[5,10](B[5,6] C[9,10]))"],
      ["A & B? | C", "union[0,10](intersection[0,6](A[0,1] nullable[5,6][4,6](B[4,5])) C[9,10])"],
      ["A??", "nullable[2,3][0,3](nullable[1,2][0,2](A[0,1]))"],
      ["A => B => C", "function[0,11](A[0,1] => function[5,11](B[5,6] => C[10,11]))"],
      ["A | B => C", "function[0,10](union[0,5](A[0,1] B[4,5]) => C[9,10])"],
      ["(A) => B", "function[1,8](A[1,2] => B[7,8])"],
      ["(A, B) => R", "function[0,11](A[1,2] B[4,5] => R[10,11])"],
      ["[A, B] => R", "function[0,11](A[1,2] B[4,5] => R[10,11])"],
      ["([A, B]) => R", "function[1,13](A[2,3] B[5,6] => R[12,13])"],
      ["(p: [A, B]) => R", "function[0,16](p:[A[5,6] B[8,9]][4,10] => R[15,16])"],
      ["() => R", "function[0,7]( => R[6,7])"],
      ["(A, rest: ...T) => R", "function[0,20](A[1,2] rest:...T[13,14] => R[19,20])"],
      ["{ a: T, 'b c': U; *: V, }", "{a=T[5,6] b c=U[15,16] *=V[21,22]}[0,25]"],
      ["{ a: T\n ... }", "{a=T[5,6] ...}[0,13]"],
      ["Foo.Bar<A,\n B,>", "Foo.Bar<A[8,9] B[12,13]>[0,15]"],
      ["Foo.1b", "Foo.1b[0,6]"],
      [
        'Any | Never | true | - 1 | 0x10 | "a#{b}" | null',
        'union[0,48](any[0,3] never[6,11] true[14,18] -1[21,24] 16[27,31] "a#{b}"[34,41] null[44,48])',
      ],
      ["(A, B)", "[A[1,2] B[4,5]][0,6]"],
      ["(A)", "A[1,2]"],
    ],
  );
  it("scheme", () => {
    const { parameters, type: body } = parsedValue(parseTypeScheme("<A, B,> (A) => B"));
    expect(parameters.map(({ text, span }) => `${text}${at(span)}`)).toEqual(["A[1,2]", "B[4,5]"]);
    expect(type(body)).toBe("function[9,16](A[9,10] => B[15,16])");
  });
});

describe("embedded forms, spec/01 §9", () => {
  const path = (text: string) => {
    const parsed = parseFieldPath(text);
    if (!parsed.ok) return parsed.diagnostics.map((d) => `${d.message} ${at(d.span)}`).join("\n");
    const elements = parsed.value.elements.map(
      (e) => `${e.kind === "field" ? e.name : e.index}${at(e.span)}`,
    );
    return `${elements.join(" ")} ${at(parsed.value.span)}`;
  };
  table(path, [
    [".a.b", "a[1,2] b[3,4] [0,4]"],
    [".['a b'].c[0]", "a b[2,7] c[9,10] 0[11,12] [0,13]"],
    [".a[-1]", "Invalid field path [2,6]"],
    [".a?.b", "Invalid field path [2,5]"],
    [".a()", "Invalid field path [0,4]"],
    ["a", "Invalid field path [0,1]"],
    ["1 + 2", "Invalid field path [0,5]"],
    [".a { b }", "Invalid field path [0,8]"],
    [".a\n", "Expected end-of-input [2,3]"],
    [".a[9223372036854775808]", "Invalid field path [2,23]"],
  ]);
  it("a path without its dot", () => {
    expect(parsedValue(parseFieldPath("name", { dotOptional: true })).elements).toMatchObject([
      { name: "name" },
    ]);
  });

  const lambda = (text: string) => {
    const parsed = parseLambda(text, { source: "*body*" });
    if (parsed.ok) return tree(parsed.value);
    return parsed.diagnostics
      .map((d) => [`${d.message} ${at(d.span)}`, d.annotation, ...d.hints.map((h) => h.message)].join("|"))
      .join("\n");
  };
  const noLambda = "Expression is not a lambda.";
  table(lambda, [
    ["x => x // c\n", "lambda[0,6](x[0,1] => x[5,6])"],
    ["(.f)", "short[1,3](chain[1,3]($this[1,1] .[1,2]f[2,3][1,3]))"],
    ["x => x;", "Expected end-of-input [6,7]|"],
    ["", "Unexpected end of query. Expected statement or expression [0,1]|"],
    [".f", "Invalid anonymous field access [0,2]|"],
    [" 1 ", `Body must be a lambda expression. [0,3]|${noLambda}|Declare a lambda.`],
    ["(x => x)", `Body must be a lambda expression. [0,8]|${noLambda}|Declare a lambda.`],
    ["((.f))", `Body must be a lambda expression. [0,6]|${noLambda}|Declare a lambda.`],
    ["1\n2", `Body must be a lambda expression. [0,3]|${noLambda}`],
  ]);

  it("an offset moves all spans", () => {
    const source = { name: "main.fsl", text: "  a: Int = b + 1" };
    expect(tree(parsedValue(parseExpression("b + 1", { source, offset: 11 })))).toBe(
      '+[13,14][11,16](b[11,12] "1n"[15,16])',
    );
    const failed = parseExpression("b +", { source, offset: 11 });
    expect(failed.ok || failed.diagnostics[0]!.span).toEqual({ source, start: 14, end: 15 });
  });
});
