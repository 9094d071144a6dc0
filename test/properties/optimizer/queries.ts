import fc from "fast-check";
import { NUMBERS, OTHERS, STRINGS } from "./world.js";

const literal = fc.constantFrom(...STRINGS, ...NUMBERS, ...OTHERS);
const path = fc.constantFrom(
  "x.n",
  "x.m",
  "x.s",
  "x.b",
  "x.t",
  "x.r",
  "x.q",
  "x.o.x",
  "x.o.y",
  "x.p?.x",
  "x.d",
  "x.w",
  "x.id",
  "x.i",
);
/** Ids are spread, some of them of documents. */
const id = fc.constantFrom("107", `"114"`, "ID(121)", "5", `"x"`, "100.0");
const ids = fc.array(id, { maxLength: 3 }).map((all) => `[${all.join(", ")}].includes(x.id)`);
const comparison = fc.constantFrom("==", "==", "==", "<", "<=", ">", ">=", "!=");
/** Operands that run code, which reads, fails or shows that it ran; of literals, of variables, of the element. */
const COMPUTED = [
  "(1 + 1)",
  "1 / 0",
  `Date("2020-01-01").add(k.length, "days")`,
  `Time("2020-01-01T00:00:00Z").add(1, "day").year`,
  `[null, "a"][1]`,
  "C.where(y => y.n == 1).count()",
  "C.where(y => y.n == x.n).count()",
  "C.all().fold(0, (n, y) => n + y.n)",
  "C.where(y => y.n > 1).first().n",
  "x.c",
  "number(x.q)",
  "number(k)",
  `"A".toLowerCase()`,
  "[0, 1].map(y => y + 1)[0]",
  "[k].first()",
  "(y => y)(k)",
  "D.byId(1)!.n",
  "D.all().count()",
  "D.all().map(y => y.n).first()",
  "D.byId(1)!.c",
  "(k ?? 1)",
  "k.foo()",
  "abort(k)",
  "log(k)",
  "(() => { log(1); 2 })()",
  "D.create({}).n",
];
/** `k` is a variable of the query. */
const operand = fc.oneof(
  { arbitrary: literal, weight: 8 },
  fc.constantFrom("k", "k", "[k][0]", "x.n", "x.w", ...COMPUTED),
);

/** Many documents pass these, and some index often serves them. */
const USEFUL = [
  "x.n == 1",
  "x.n >= 2",
  "x.n < 3",
  `x.s == "a"`,
  "x.b == true",
  "x.b == false",
  "x.r == D.byId(1)",
  "x.o.x == 1",
  "x.m > 0",
  "x.q!.x == 1",
  "x.q!.x < 2",
  "x.w == k",
  `x.t > Time("1970-01-01T00:00:00Z")`,
  "x.n != 1",
  "!(x.n >= 3)",
  "x.q != D.byId(1)",
  "x.n >= 3 && x.o.x == 2",
  "x.n <= 0 && x.o.x == 2",
  "!x.b",
  "x.t != null",
  "x.p?.x == 1",
];

/** A field, and mostly something of its kind. */
const pair = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(path, operand) },
  ...Object.entries({
    "x.n": ["0", "1", "2", "3", "1.0", "2.5"],
    "x.m": NUMBERS,
    "x.s": STRINGS,
    "x.b": ["true", "false"],
    "x.t": [`Time("2020-01-01T00:00:00Z")`, `Time("2021-06-01T12:00:00.5Z")`],
    "x.r": ["D.byId(1)", "D.byId(2)", "D.byId(9)", "D.byId(1)!"],
    "x.o.x": ["1", "2"],
    "x.o.y": [`"a"`, `"b"`],
    "x.p?.x": ["1", "2", "null"],
    "x.d": ["1", "0.0", "-(0.0)", "1.5"],
    "x.w": [...NUMBERS, ...STRINGS, ...OTHERS],
  }).map(([name, values]) => ({
    weight: 1,
    arbitrary: fc.tuple(fc.constant(name), fc.constantFrom(...values)),
  })),
);

/** Parts that look like what the optimizer knows, parts that it must not touch, and parts that fail. */
const predicate: fc.Arbitrary<string> = fc.letrec<{ predicate: string }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 2, depthSize: "small", withCrossShrink: true },
    { weight: 8, arbitrary: fc.tuple(pair, comparison).map(([[a, b], op]) => `${a} ${op} ${b}`) },
    { weight: 2, arbitrary: fc.tuple(pair, comparison).map(([[b, a], op]) => `${a} ${op} ${b}`) },
    { weight: 8, arbitrary: fc.constantFrom(...USEFUL) },
    {
      weight: 1,
      arbitrary: fc.oneof(
        id.map((each) => `x.id == ${each}`),
        ids,
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.array(operand, { maxLength: 3 }), path)
        .map(([list, a]) => `[${list.join(", ")}].includes(${a})`),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        "x.b",
        "!x.b",
        "x.c > 2",
        "x.m + 1 > 1",
        "1 / x.n >= 0",
        "x.s.length > 0",
        "true",
        "x.w isa String",
        "null",
        "x.r!.x == 1",
        "x.q!.x == 1",
        "x.q!.x == x.n",
        "x.q!.x + 0 == k",
        "x.q!.x == 1 && x.q!.x < 2",
        "x.q.exists()",
        "x.r != null",
        "x.r?.x == 1",
        "x.m != null && x.m! > 0",
        "x.q!.x > newId().toString().length",
        "at (past) { x.q!.x == 1 }",
        "at (past) { x.n == 1 }",
        "(x.m ?? 0) > 0",
        "log(x.i) == null",
        "if (x.n == 3) abort(x.i) else true",
        "if (x.i == 20) abort(x.i) else true",
        "x.w.foo == 1",
        "x.c > 1 && x.c < 4",
        "C.where(y => y.n == x.n).count() > 1 || C.where(y => y.n == x.n).count() == k",
        "number(x.q) == 1 || number(x.q) == 2 && x.n > 1",
        "D.all().firstWhere(y => y.x == x.n) == null || D.all().firstWhere(y => y.x == x.n)!.x == k",
      ),
    },
    { weight: 2, arbitrary: tie("predicate").map((each) => `!(${each})`) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(tie("predicate"), fc.constantFrom("&&", "&&", "||"), tie("predicate"))
        .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    },
  ),
})).predicate;

const lambda = predicate.map((text) => `(x => ${text})`);
const key = fc.constantFrom(
  ".n",
  ".m",
  ".s",
  ".b",
  ".t",
  ".w",
  ".r",
  ".o.x",
  ".d",
  "x => x.n % 2",
  ".c",
  "x => 1 / x.n",
);
const mapper = fc.constantFrom("x => x.n", "x => x", "x => { a: x.s, b: [x.o] }", "x => 1 / x.n", "x => x.c");
const ordering = fc.oneof(
  key,
  key.map((each) => `asc(${each})`),
  key.map((each) => `desc(${each})`),
);
const small = fc.nat(6);

/** What is made of documents. */
const shape = fc.constantFrom(
  ".map(x => x)",
  ".map(.q)",
  ".map(.o)",
  ".map(x => { n: x.n, s: x.s, b: x.b, q: x.q, i: x.i })",
  ".map(x => { n: x.m, s: x.s, b: x.b, o: x.o, w: k, i: x.i })",
  ".map(x => { n: x.n, s: x.s, i: x.i, b: x.n == 1 })",
  ".map(x => { n: x.n, s: x.s, i: x.i, c: 6 / x.n })",
  ".map(x => { n: x.n, s: x.s, i: x.i, w: log(x.i) })",
  ".map(x => { n: x.n, s: x.s, o: x.o { x, y }, p: x.p { x }, i: x.i })",
  ".map(x => { o: { x: x.n, y: x.o }, n: x.o.x, i: x.i })",
  ".map(x => { n: [x.n], o: { x: x.n, y: x.s }, q: x.r, i: x.i })",
  ".map(x => { n: x.n, m: x.m, s: x.s, b: x.b, t: x.t, r: x.r, q: x.q, o: x.o, w: x.w, id: x.id, i: x.i })",
);
const joined = fc.constantFrom(
  ".distinct()",
  ".distinct()",
  ".distinct()",
  ".concat(C.all())",
  ".concat(D.all())",
  ".concat(C.byN(2))",
  ".concat(D.all().map(x => abort(1)))",
  ".concat(D.all().map(x => abort(1)))",
  ".concat(C.all().map(x => { n: 6 / x.n, s: x.s, b: x.b, i: x.i }))",
  ".flatMap(y => C.byN(y.n))",
  ".flatMap(y => C.byQ(y.q))",
  ".flatMap(y => C.where(x => x.n == y.n))",
  ".flatMap(y => C.where(x => x.s == y.s))",
);
const scalar = fc.constantFrom(
  ".map(.n)$.where(x => x >= 1)",
  ".map(.n)$.where(x => x < 3 && x != 1)",
  `.map(.s)$.where(x => x == "a")`,
  ".map(.w)$.where(x => x == k)",
  ".map(.m ?? 0)$.where(x => x > 0)",
  ".map(x => [x.n, x.s])$.where(x => x[0] == 1)",
  ".map(.q)$.where(x => x!.x == 1)",
  ".map(.n)$.where(x => 2 / x >= 1)",
);
const between = fc.constantFrom("", "", ".distinct()", ".reverse()", ".pageSize(2)", ".order()");

const step = fc.oneof(
  { weight: 8, arbitrary: lambda.map((each) => `.where(${each})`) },
  { weight: 4, arbitrary: fc.array(ordering, { maxLength: 2 }).map((all) => `.order(${all.join(", ")})`) },
  { weight: 4, arbitrary: small.map((n) => `.take(${n})`) },
  { weight: 4, arbitrary: fc.tuple(ordering, small).map(([by, n]) => `.order(${by}).take(${n})`) },
  { weight: 3, arbitrary: fc.constantFrom(".order(.n)", ".order(asc(.n))", ".order(desc(.n))") },
  { weight: 1, arbitrary: small.map((n) => `.drop(${n})`) },
  { weight: 4, arbitrary: fc.constant(".reverse()") },
  { weight: 1, arbitrary: fc.constant(".pageSize(3)") },
  {
    weight: 2,
    arbitrary: lambda.map((each) => `.concat(C.where(${each}))`),
  },
  { weight: 2, arbitrary: joined },
  {
    weight: 3,
    arbitrary: lambda.map((each) => `.flatMap(y => { let k = y.n; C.where(${each}) })`),
  },
  { weight: 3, arbitrary: fc.tuple(joined, lambda).map(([a, b]) => `${a}.where(${b})`) },
  { weight: 2, arbitrary: fc.tuple(shape, between, lambda).map(([a, b, c]) => `${a}${b}.where(${c})`) },
  { weight: 1, arbitrary: fc.tuple(shape, shape).map((both) => both.join("")) },
  { weight: 1, arbitrary: fc.tuple(scalar, between).map(([each, op]) => each.replace("$", op)) },
);

const source = fc.oneof(
  { weight: 6, arbitrary: fc.constant("C.all()") },
  { weight: 6, arbitrary: lambda.map((each) => `C.where(${each})`) },
  { weight: 1, arbitrary: fc.constantFrom("C.all({ from: 114, to: 300 })", "C.all({ from: 200 })") },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "C.byN(1)",
      "C.byN(2)",
      `C.byN(1).where(x => x.s == "a")`,
      `C.byN(2).where(x => x.t < Time("2021-01-01T00:00:00Z") && x.s > "A")`,
      "C.inOrder().where(x => x.n >= 2)",
      "C.inOrder().where(x => x.n < 3 && x.b)",
      "C.inOrder({ from: 1, to: 3 }).where(x => x.n > 1 && x.n <= 4)",
      "C.byQ(D.byId(1)).where(x => x.q!.x == 1)",
      "C.byQ(D.byId(2))",
      "C.byN(2)",
      `C.byN(1, { from: "a", to: "b" })`,
      `C.byN(3, { to: ["b", null] })`,
    ),
  },
);

/** What a set comes to; documents show all their fields. */
const consumer = fc.oneof(
  // A fault that also shows without it is shown by the simplest.
  { withCrossShrink: true },
  fc.constantFrom(
    "s.count()",
    "s.toArray()",
    "s.first()",
    "s.last()",
    "s.isEmpty()",
    "s.nonEmpty()",
    "s.order(.n).first()",
    "s.order(desc(.n), .i).take(3).map(.i).toArray()",
    "s",
    "s.map(x => x.i).toArray()",
    "s { i, n, w }",
    "s.fold([], (a, x) => a.append(x.i))",
    "s.map(x => C.where(y => y.m == x.m).first()?.i).toArray()",
    "s.map(x => C.where(y => y.w == x.w).paginate(2).data.map(y => y.i)).toArray()",
    "s { i, same: C.where(y => y.m == k || y.w == 1) { i } }",
    "s.map(x => C.where(y => y.m == x.m || y.w == x.w).map(y => y.i).toArray()).toArray()",
    "s.map(x => C.where(y => [x.m, x.w].includes(y.m)).count()).toArray()",
    "s.map(x => C.where(y => y.q!.x == x.n).map(y => y.i).toArray()).toArray()",
    "s.map(x => C.where(y => y.s.length == x.n).count()).toArray()",
    "s.map(x => C.where(y => y.b && (y.m ?? 0) * 2 == x.n).map(y => y.i).toArray()).toArray()",
    "s.map(x => C.where(y => x.q == y.q && y.c == x.m).count()).toArray()",
    "s.map(x => C.where(y => y.r!.x == x.m).first()).toArray()",
    "s.map(x => C.where(y => y.q!.id == x.q!.id).take(3).toArray().length).toArray()",
    "s.map(x => [C.all().count(), C.where(y => y.n < 2).map(y => y.i).toArray(), s.count(), Time.now() > past]).toArray()",
    "s.map(x => if (x.c > k) [x.c, C.where(y => y.n > x.c).count()] else [C.where(y => y.n > x.c).count(), x.c]).toArray()",
    "[1, 2, 3].map(i => { let before = s.count(); if (i < 3) D.byId(i)?.update({ x: 2 - i }); [before, s.where(x => x.q!.x == 1).count(), s.count()] })",
    "[1, 2, 3].map(i => { let f = y => i; [f, { f: f }.f, (y => y)] }).flatten().distinct().length",
    "[1, 2].map(i => [(y => D.all())(0), [1 + 1, i]])",
    "[1, 2].map(i => { let n = D.all().count(); D.create({}); n })",
    "[s.firstWhere(x => x.i == 99), s.firstWhere(x => x.i == 99)!.n]",
    "[past, null, k].map(t => asReader(() => C.all().count()) + C.all().count() + if (t isa Time) at (t) { C.all().count() } else 0)",
    "s.map(x => { i: x.i, same: C.where(y => y.n == x.n).map(y => y.i).toArray() }).toArray()",
    "s.forEach(x => create(x))",
    "{ let before = s.count(); D.byId(1)!.delete(); [before, s.count()] }",
    '{ C.create({ id: 7, i: 98, n: 1, m: 1, s: "a", b: true, o: { x: 1 }, d: 1.0, w: 1, r: D.byId(1), q: D.byId(2) }); s.toArray() }',
  ),
  fc
    .tuple(fc.constantFrom("any", "every", "firstWhere", "lastWhere"), lambda)
    .map(([name, each]) => `s.${name}(${each})`),
  fc
    .tuple(
      fc.constantFrom("any", "every"),
      fc.oneof(
        fc.constantFrom(...USEFUL).map((each) => `(x => ${each})`),
        fc.constant("(x => if (x.n == 1) null else x.n == 2)"),
        fc.constant("(x => { if (x.n == 2) create(x)\n x.n == 1 })"),
      ),
    )
    .map(([name, each]) => `[s.${name}${each}, C.all().count()]`),
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "s { n, s, id }",
      "s.map(x => [x.n, x.t]).toArray()",
      "s.map(x => x.q).first()",
    ),
  },
  mapper.map((each) => `s.map(${each}).count()`),
  fc
    .tuple(
      fc.oneof(ordering, fc.constantFrom(".n", "desc(.n)", "desc(.t)", "asc(.d)")),
      mapper,
      fc.constantFrom(
        ".first()",
        ".last()",
        ".take(2).toArray()",
        ".reverse().take(3).toArray()",
        ".take(3).reverse().toArray()",
        ".isEmpty()",
      ),
    )
    .map(([by, each, end]) => `s.order(${by}).map(${each})${end}`),
  fc.tuple(ordering, small).map(([by, n]) => `pages(s.order(${by}).map(x => x.i).take(${n}).paginate(2))`),
  fc
    .tuple(ordering, fc.constantFrom(...USEFUL), fc.constantFrom(".first()", ".last()", ".take(2).toArray()"))
    .map(([by, each, end]) => `s.order(${by}).where(x => ${each})${end}`),
  ordering.map((by) => `s.order(${by}).last()`),
  { weight: 2, arbitrary: fc.constantFrom("s.count()", "s.isEmpty()", "s.nonEmpty()") },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }).map((size) => `s.pageSize(${size})`) },
  fc.integer({ min: 1, max: 9 }).map((size) => `pages(s.paginate(${size}))`),
);

/** A query over a world; `past` stands for a time at which there were other documents. */
export const query: fc.Arbitrary<string> = fc
  .record({ k: literal, source, steps: fc.array(step, { maxLength: 3 }), consumer, place: fc.nat(9) })
  .map(({ k, source: from, steps, consumer: end, place }) => {
    const set = `${from}${steps.join("")}`;
    switch (place) {
      case 0:
        return `let k = ${k}; at (past) { let s = ${set}; ${end} }`;
      case 1:
        return `let k = ${k}; let s = at (past) { ${set} }; ${end}`;
      case 2:
        return `let k = ${k}; let s = ${set}; at (past) { ${end} }`;
      case 3:
        return `let k = ${k}; asReader(() => { let s = ${set}; ${end} })`;
      default:
        return `let k = ${k}; let s = ${set}; ${end}`;
    }
  })
  .map((text) => text.replaceAll("; ", "\n"));
