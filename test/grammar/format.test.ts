import { describe, expect, it } from "vitest";
import { formatQuery, formatSchema, type Parsed, renderDiagnostics } from "../../grammar/index.js";

function formatted(parsed: Parsed<string>): string {
  return parsed.ok ? parsed.value : renderDiagnostics(parsed.diagnostics);
}

const query = (text: string) => formatted(formatQuery(text));
const schema = (text: string) => formatted(formatSchema(text, "main.fsl"));

describe("space within a line", () => {
  it.each([
    ["a+b*-c-1", "a + b * -c - 1"],
    ["- 1", "-1"],
    ["! a?.b", "!a?.b"],
    ["a !", "a!"],
    ["a != b !~ c", "a != b !~ c"],
    ["f (a ,b) [0] . c ?. (1)", "f(a, b)[0].c?.(1)"],
    ["if(a)(b)else[c]", "if (a) (b) else [c]"],
    ["x.if (1)", "x.if(1)"],
    ["at(t)f(x)", "at (t) f(x)"],
    ["( a,_,... r)=>a", "(a, _, ...r) => a"],
    ["xs.map( .a )", "xs.map(.a)"],
    ["x{a,b:.c}", "x { a, b: .c }"],
    ["x{*}", "x { * }"],
    ["{a:1,'b' :2}", "{ a: 1, 'b': 2 }"],
    ["{ }", "{}"],
    ["let a:Array<A|B>=b;a", "let a: Array<A | B> = b; a"],
    ["let a: (A,...B)=>C? = b ; a<b", "let a: (A, ...B) => C? = b; a < b"],
    ["0xFF+1_000", "0xFF + 1_000"],
    ['"a  #{ b+1 }"+c', '"a  #{ b+1 }" + c'],
    ["a  /* b */  +c // d", "a /* b */ + c // d"],
  ])("%s", (text, expected) => expect(query(text)).toBe(`${expected}\n`));
});

it("keeps lines and comments, and indents them", () => {
  expect(
    query(`

// Orders.
let   total=Order.all() // all
      .where(.open&&
.total>10 )
/* inside
     as it was */
    .map(o=>{
let name=o.name ;


  { name:name,
   total: o.total } // last
        // end
})
?? []

  if (total.isEmpty())
abort("none")
else
    total
// bye
`),
  ).toBe(`// Orders.
let total = Order.all() // all
  .where(.open &&
      .total > 10)
  /* inside
     as it was */
  .map(o => {
    let name = o.name

    {
      name: name,
      total: o.total
    } // last
    // end
  })
  ?? []

if (total.isEmpty())
  abort("none")
else
  total
// bye
`);
});

it("leaves the inside of heredocs alone", () => {
  const text = "f(<<-END\n      a  b\n    END)\n";
  expect(query(text)).toBe(text);
});

it("formats schemas", () => {
  expect(
    schema(`@alias( A )
collection Name{ f:Int=3;"g" :{a:Int=1,*:Any}
  compute h=( .f+1 );*:Any   // all
  index byF{terms[.f,mva( .g )]}
  unique[ .f ]
  check   ok((d)=>d.f>0)
  history_days -1
  migrations {
  split .a->.b,.c
  }
}
@role(server)function f(a:Int,...b:Array<Int>):Int?{ a }
role R { privileges A { read; write{ predicate(.x) } };
membership U }
access provider P { issuer 'a'; jwks_uri "b"; role R }`),
  ).toBe(`@alias(A)
collection Name {
  f: Int = 3
  "g": { a: Int = 1, *: Any }
  compute h = (.f + 1)
  *: Any // all
  index byF { terms [.f, mva(.g)] }
  unique [.f]
  check ok ((d) => d.f > 0)
  history_days -1
  migrations {
    split .a -> .b, .c
  }
}
@role(server) function f(a: Int, ...b: Array<Int>): Int? { a }
role R {
  privileges A { read; write { predicate (.x) } }
  membership U
}
access provider P { issuer 'a'; jwks_uri "b"; role R }
`);
});

it("says what is wrong with a text that does not parse", () => {
  expect(query("a +")).toContain("Expected expression");
  expect(schema("collection A")).toContain("Missing required value");
});

it("has nothing to say of empty files", () => {
  expect(schema(" \n")).toBe("");
  expect(schema("  // only this")).toBe("// only this\n");
});
