import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintProject } from "../../runtime/index.js";
import { coppice, scratch } from "./commandLine.js";

const SCHEMA = `
collection Order {
  status: String
  total: Int
  address: { city: String }
  note: String?
  compute large = (.total > 1000)
  index byStatus { terms [.status]; values [.total] }
  index sortedByTotal { values [desc(.total)] }
}
function inCity(city) { Order.where(.address.city == city).count() }
`;

/** What is advised for a query, without the words around it. */
async function advice(query: string, schema = SCHEMA.replace(/function.*/, "")): Promise<readonly string[]> {
  const findings = await lintProject({
    schema: new Map([["main.fsl", schema]]),
    queries: new Map([["query.fql", query]]),
    arguments: new Map([["wanted", "String"]]),
  });
  return findings.map(({ message, span }) => {
    const line = /`(.*)`/.exec(message)?.[1] ?? message;
    return `${span.source.text?.slice(span.start, span.end)} → ${line}`;
  });
}

describe("predicates that miss an index", () => {
  test.each([
    [
      "Order.where(.note == wanted)",
      [".note == wanted → collection Order { index byNote { terms [.note] } }"],
    ],
    [
      "Order.firstWhere(o => o.note == 'x')",
      ["o => o.note == 'x' → collection Order { index byNote { terms [.note] } }"],
    ],
    [
      "Order.all().where(.address.city == 'Ulm').where(.note > 'a').map(.total)",
      [
        ".address.city == 'Ulm').where(.note > 'a' → collection Order { index byAddressCityAndNote { terms [.address.city]; values [.note] } }",
      ],
    ],
    [
      "['a', 'b'].map(n => Order.where(.note == n).count())",
      [".note == n → collection Order { index byNote { terms [.note] } }"],
    ],
    [
      "{ let o = Order.where(.note == 'a'); o { total } }",
      [".note == 'a' → collection Order { index byNote { terms [.note] } }"],
    ],
  ])("%s", async (query, expected) => {
    expect(await advice(query)).toEqual(expected);
  });

  test.each([
    "Order.where(.status == 'cart')",
    "Order.where(.note == 'x' && .status == 'cart')",
    "Order.where(.note == 'x').where(.status == 'cart')",
    "Order.where(.total > 10)",
    "Order.where(.status == 'a' || .total == 1)",
    "Order.where(.id == '1')",
    "Order.where(.note == null)",
    "Order.where(.large)",
    "Order.byStatus('cart').where(.note == 'x')",
    "Order.all().take(5).where(.note == 'x')",
    "[1, 2].where(x => x == 1)",
  ])("not in %s", async (query) => {
    expect(await advice(query)).toEqual([]);
  });

  test("also in the code of a schema, and not where types are wrong", async () => {
    expect(await advice("1", SCHEMA)).toEqual([
      ".address.city == city → collection Order { index byAddressCity { terms [.address.city] } }",
    ]);
    expect(await advice("Order.where(.nothing == 1)", SCHEMA)).toEqual([
      expect.stringMatching(/^nothing → .*does not have field/),
    ]);
  });
});

test("coppice lint tells where, and what would help", async () => {
  const directory = scratch();
  mkdirSync(join(directory, "schema"));
  writeFileSync(join(directory, "schema", "main.fsl"), SCHEMA.replace(/function.*/, ""));
  const query = join(directory, "slow.fql");
  writeFileSync(query, "Order.where(.note == 'x')\n");
  const { code, out, errors } = await coppice(["lint", query, "--schema", join(directory, "schema")]);
  expect(out).toBe(
    "warning: No index serves this predicate: it reads every document of Order. " +
      "`collection Order { index byNote { terms [.note] } }` would.\n" +
      `at ${query}:1:13\n  |\n1 | Order.where(.note == 'x')\n  |             ^^^^^^^^^^^^\n  |\n\n`,
  );
  expect(errors).toBe("1 finding in 1 file\n");
  expect(code).toBe(1);
  expect((await coppice(["check", query, "--schema", join(directory, "schema")])).code).toBe(0);
});
