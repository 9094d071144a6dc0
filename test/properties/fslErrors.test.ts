import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_NESTING } from "../../grammar/fql/nesting.js";
import { FslRecogniser } from "../../grammar/fsl/recogniser.js";
import { parseSchema, renderDiagnostics } from "../../grammar/index.js";

const FILE = `// A shop.
@alias(Thing)
collection Product {
  name: String = "x"
  "stock": { count: Int = 1, *: Any }?
  compute total: Number = (.a + .b); compute half = (p) => p.total / 2
  *: Any
  index byName { terms [.name, mva(.["tags"])]; values [desc(.stock), asc(mva(.a))] }
  unique [.name, .a.b[0]]
  check positive ((p) => p.stock.count >= 0)
  history_days 3; ttl_days -1
  document_ttls true
  migrations {
    backfill .a = { let x = 1; x }
    split .a -> .b, .c
    move .c -> .d
    add_wildcard
  }
}
/* none */ @role("server-readonly") function f(a: Int, ...b: Array<Int>): Int { Product.all().first()!.x { y } }
role R {
  privileges Product { read; write { predicate ((a, b) => a.x == b.x) } }
  membership User { predicate (.admin) }
}
access provider P { issuer "https://a"; jwks_uri 'b'; role R; role S { predicate (x => true) } }
`;

const PIECES = [
  ...[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ",",
    ":",
    "=",
    "=>",
    "->",
    "@",
    "*",
    ".",
    "?",
    "'",
    '"',
    "`",
    "#",
    "\n",
  ],
  ...[
    "if",
    "compute",
    "index",
    "collection",
    "function",
    "access",
    "drop",
    "terms",
    "x",
    "1",
    "//",
    "/*",
    "*/",
    "#{",
  ],
];

/** The file with some stretches replaced by other pieces. */
const damaged = fc
  .array(fc.tuple(fc.nat(FILE.length), fc.nat(4), fc.constantFrom(...PIECES)), { minLength: 1, maxLength: 3 })
  .map((edits) =>
    edits.reduce((text, [at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length), FILE),
  );

/** spec/02 §2: the first phase's errors stand alone; what it accepts, the second phase reads. */
it("every text of FSL is read by both phases or has errors", () => {
  fc.assert(
    fc.property(damaged, (text) => {
      const source = { name: "main.fsl", text };
      const recogniser = new FslRecogniser({ text, source, offset: 0, maxNesting: MAX_NESTING });
      const expected = recogniser.explain(() => recogniser.file());
      const parsed = parseSchema(text, "main.fsl");
      const found = parsed.ok ? [] : parsed.diagnostics;
      if (expected.length > 0) expect(renderDiagnostics(found)).toBe(renderDiagnostics(expected));
      else expect(found.map(({ message }) => message)).not.toContain("Expected end-of-input");
    }),
    { numRuns: 500 },
  );
});
