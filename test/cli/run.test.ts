import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coppice, scratch } from "./commandLine.js";

const SHOP = ["--schema", "examples/shop/schema", "--data", "examples/shop/data.fql"];

describe("coppice run", () => {
  test("prints a result as decorated text", async () => {
    const { code, out, errors } = await coppice(["run", "-e", '{ a: [1, "x"], d: Date("2024-05-01") }']);
    expect(out).toBe('{\n  a: [\n    1,\n    "x"\n  ],\n  d: Date("2024-05-01")\n}\n');
    expect(errors).toBe("");
    expect(code).toBe(0);
  });

  test("takes a query from a file, and from standard input", async () => {
    const file = join(scratch(), "sum.fql");
    writeFileSync(file, "[1, 2, 3].fold(0, (a, b) => a + b)");
    expect((await coppice(["run", file])).out).toBe("6\n");
    expect((await coppice(["run"], { input: "2 * 21" })).out).toBe("42\n");
    expect((await coppice(["run", "-"], { input: "2 * 21" })).out).toBe("42\n");
  });

  test("keeps all digits in JSON", async () => {
    const { out } = await coppice(["run", "--json", "-e", "[9007199254740993, 1.0, {}, []]"]);
    expect(out).toBe("[\n  9007199254740993,\n  1.0,\n  {},\n  []\n]\n");
  });

  test("gives arguments in both formats", async () => {
    const args = [
      "-e",
      "{ sum: a + b, name: c.d[0] }",
      "--arg",
      "a=1",
      "--arg",
      "b=2.5",
      "--arg",
      'c={"d":["x"]}',
    ];
    expect((await coppice(["run", "--json", ...args])).out).toBe('{\n  "sum": 3.5,\n  "name": "x"\n}\n');
    expect((await coppice(["run", ...args])).out).toBe('{\n  sum: 3.5,\n  name: "x"\n}\n');
  });

  test("takes large numbers and tagged values as arguments", async () => {
    const { out } = await coppice([
      ...["run", "-e", "[a, b]", "--arg", "a=9007199254740993", "--arg", 'b={"@date":"2024-05-01"}'],
    ]);
    expect(out).toBe('[\n  9007199254740993,\n  Date("2024-05-01")\n]\n');
  });

  test("works on a schema and data", async () => {
    const { out } = await coppice(["run", "-e", "Product.byName('billhook').first()!.price", ...SHOP]);
    expect(out).toBe("4200\n");
  });

  test("a failed query prints its summary and ends with 1", async () => {
    const { code, out, errors } = await coppice(["run", "-e", '"x".foo']);
    expect(errors).toBe(
      'error: Type `String` does not have field `foo`\nat *query*:1:5\n  |\n1 | "x".foo\n  |     ^^^\n  |\n',
    );
    expect(out).toBe("");
    expect(code).toBe(1);
  });

  test("a failed query prints JSON to programs", async () => {
    const { code, out, errors } = await coppice(["run", "--json", "-e", "abort({ a: 1 })"]);
    expect(JSON.parse(errors)).toEqual({
      error: { code: "abort", message: "Query aborted.", abort: { a: 1 } },
      summary: "error: Query aborted.\nat *query*:1:6\n  |\n1 | abort({ a: 1 })\n  |      ^^^^^^^^^^\n  |",
    });
    expect(out).toBe("");
    expect(code).toBe(1);
  });

  test("shows what was aborted with", async () => {
    const { errors } = await coppice(["run", "-e", 'abort({ a: "b" })']);
    expect(errors).toContain('abort: {\n  a: "b"\n}\n');
  });

  test("types are checked or not, as asked", async () => {
    const { errors } = await coppice(["run", "--no-typecheck", "-e", '"x".foo']);
    expect(errors).not.toContain("does not have field");
    const checked = await coppice(["run", "--typecheck", "-e", '"x".foo']);
    expect(checked.errors).toContain("Type `String` does not have field `foo`");
  });

  test("logs go beside the result", async () => {
    const { out, errors } = await coppice(["run", "-e", 'log("n", 2)\n3']);
    expect(out).toBe("3\n");
    expect(errors).toBe("info at *query*:1: n 2\n");
  });

  test("recursion reaches the language's limit, and its trace stays short", async () => {
    const directory = scratch();
    writeFileSync(
      join(directory, "main.fsl"),
      "function deep(n: Number): Number { if (n == 0) { 0 } else { 1 + deep(n - 1) } }",
    );
    expect((await coppice(["run", "-e", "deep(2000)", "--schema", directory])).out).toBe("2000\n");
    const { code, errors } = await coppice(["run", "-e", "deep(5000)", "--schema", directory]);
    expect(errors).toMatch(/^error: number of stack frames exceeded limit of 2048\n/);
    expect(errors).toContain("times more …");
    expect(errors.split("\n").length).toBeLessThan(20);
    expect(code).toBe(1);
  });

  test.each([
    [["run"], "Unexpected end of query"],
    [["run", "nowhere.fql"], "there is no file nowhere.fql"],
    [["run", "a.fql", "-e", "1"], "give a file or -e, not both"],
    [["run", "-e", "1", "--arg", "a"], "write it as name=value"],
    [["run", "-e", "1", "--arg", "a=b"], `--arg 'a="b"'`],
    [["run", "-e", "1", "--url", "nonsense"], "nonsense is no URL"],
    [["run", "-e", "1", "--schema", "nowhere"], "there is no directory nowhere"],
    [["run", "-e", "1", "--schema", "test/wire"], "there are no .fsl files in test/wire"],
    [["run", "-e", "1", "--url", "http://localhost:1", ...SHOP], "--url names a server"],
    [["run", "--nonsense"], "unknown option '--nonsense'"],
    [["rum"], "unknown command 'rum'"],
  ])("%j tells what is wrong", async (args, message) => {
    const { code, out, errors } = await coppice(args);
    expect(errors).toContain(message);
    expect(out).toBe("");
    expect(code).toBe(args.length === 1 && args[0] === "run" ? 1 : 2);
  });

  test("a server that is not there is a failure", async () => {
    const { code, errors } = await coppice(["run", "-e", "1", "--url", "http://localhost:9"]);
    expect(errors).toMatch(/^cannot reach http:\/\/localhost:9: /);
    expect(code).toBe(1);
  });

  test("colours are for terminals, and for those who ask", async () => {
    const { out } = await coppice(["run", "-e", "[1]"], { environment: { FORCE_COLOR: "1" } });
    expect(out).toBe("[\n  \u001b[33m1\u001b[39m\n]\n");
    const plain = await coppice(["run", "-e", "[1]"], { environment: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(plain.out).toBe("[\n  1\n]\n");
  });
});
