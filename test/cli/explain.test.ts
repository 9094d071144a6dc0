import { describe, expect, test } from "vitest";
import { coppice, serving } from "./commandLine.js";

const SHOP = ["--schema", "examples/shop/schema", "--data", "examples/shop/data.fql"];
const QUERY = "Product.where(.price >= least).order(.name).take(2) { name }";

/** Times vary. */
function steady(text: string): string {
  return text.replace(/ +\d+\.\d\d ms/g, "").replace(/("milliseconds": )[\d.e-]+/g, "$1<time>");
}

describe("coppice explain", () => {
  test("draws how the sets of a query are read", async () => {
    const { code, out } = await coppice(["explain", "-e", QUERY, "--arg", "least=1000", ...SHOP]);
    expect(`\n${steady(out)}`).toBe(`
Project { name }                    rows 2
└ TopN 2, .name                     rows 2   documents 2
  └ IndexedFilter .price >= least   rows 2 of about 2   entries 2
    └ Product.sortedByPriceLowToHigh(1000 …)
`);
    expect(code).toBe(0);
  });

  test("tells the index that is missing, and what it would save", async () => {
    const { out } = await coppice(["explain", "-e", "Product.where(.stock == 0).toArray()", ...SHOP]);
    expect(out).toMatch(
      /hint: an index would save reading \d+ documents: collection Product \{ index byStock \{ terms \[.stock\] \} \}\n$/,
    );
  });

  test("draws flowcharts, and JSON for programs", async () => {
    const chart = await coppice(["explain", "--mermaid", "-e", "Product.all() { name }", ...SHOP]);
    expect(chart.out).toMatch(/^flowchart BT\n {2}n0\["Project \{ name \}<br>\d+ rows"\]\n/);
    const json = await coppice(["explain", "--json", "-e", "Product.all() { name }", ...SHOP]);
    expect(JSON.parse(json.out)).toMatchObject({
      plans: [{ operator: "Project", detail: "{ name }", inputs: [{ operator: "Documents" }] }],
      rules: [],
      entriesRead: 0,
    });
  });

  test("takes back what the query wrote, and says where nothing is read", async () => {
    const server = await serving(["--schema", "examples/shop/schema"]);
    const url = ["--url", server.url];
    const create = "Category.create({ name: 'tools', description: '' })";
    expect((await coppice(["explain", "-e", create, ...url])).out).toBe("it reads no sets\n");
    expect((await coppice(["run", "-e", "Category.all().count()", ...url])).out).toBe("0\n");
    await server.stop();
  });

  test("a query that fails prints its summary and ends with 1", async () => {
    const { code, out, errors } = await coppice(["explain", "-e", "Product.foo()", ...SHOP]);
    expect(errors).toContain("does not have field `foo`");
    expect(out).toBe("");
    expect(code).toBe(1);
  });
});
