import { describe, expect, test } from "vitest";
import { splitQueries } from "../../cli/shell/piped.js";
import { coppice } from "./commandLine.js";

describe("scripts", () => {
  test.each([
    ["1 + 1\n2 + 2\n", ["1 + 1", "2 + 2"]],
    ["let a = 1\na + 1\n\nlet b = 2\nb", ["let a = 1\na + 1", "let b = 2\nb"]],
    ["Foo.all()\n  .first()\nBar", ["Foo.all()\n  .first()", "Bar"]],
    ["Foo.all()\n.first()\nBar", ["Foo.all()\n.first()", "Bar"]],
    ["f({\n  a: 1\n})\n2", ["f({\n  a: 1\n})", "2"]],
    ["// first\n1\n// second\n2\n// end\n", ["// first\n1", "// second\n2"]],
    [".format tagged\n1\n.exit\n", [".format tagged", "1", ".exit"]],
    [".explain Foo.where({\n  a: 1\n})\n1", [".explain Foo.where({\n  a: 1\n})", "1"]],
    ["1\r\n2", ["1", "2"]],
    ["<<-END\n  a\nEND\n1", ["<<-END\n  a\nEND", "1"]],
    ["", []],
  ])("%j are %j", (script, queries) => {
    expect(splitQueries(script)).toEqual(queries);
  });

  test("run one after the other; an error is told, and the rest runs", async () => {
    const input =
      'Collection.create({ name: "Tree" }).name\nTree.create({ id: 1, a: 1 }).a\n"x".foo\nTree.all().count()\n';
    const { code, out, errors } = await coppice(["shell"], { input });
    expect(out).toBe('"Tree"\n1\n1\n');
    expect(errors).toContain("error: Type `String` does not have field `foo`");
    expect(code).toBe(1);
  });

  test("explain queries", async () => {
    const input =
      'Collection.create({ name: "Tree" }).name\n.explain Tree.all().map(\n  .name)\n.explain Tree.foo\n';
    const { code, out, errors } = await coppice(["shell"], { input });
    expect(out).toMatch(/^"Tree"\nProject \.name +rows 0 .*\n└ Documents Tree +rows 0 .*\n$/);
    expect(errors).toMatch(/^error: Type `.*` does not have field `foo`/);
    expect(code).toBe(1);
  });

  test("hold dot-commands", async () => {
    const input = ".format tagged\n[1]\n.exit\n2\n";
    const { code, out } = await coppice(["shell"], { input });
    expect(out).toBe('format: tagged\n[\n  {\n    "@int": "1"\n  }\n]\n');
    expect(code).toBe(0);
  });
});

test("who reads may leave; the exit code stays that of the command", async () => {
  const lines = '"line"\n'.repeat(2000);
  const { code, errors } = await coppice(["shell"], { input: `${lines}nope\n`, unread: true });
  expect(errors).not.toContain("EPIPE");
  expect(code).toBe(1);
});
