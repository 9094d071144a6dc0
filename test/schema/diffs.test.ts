import { describe, expect, test } from "vitest";
import type { SchemaDiffOptions } from "../../runtime/embedded/schemaFace.js";
import { Project } from "./project.js";

const BEFORE = {
  "main.fsl": "collection A {\n  a: Int\n  index byA {\n    terms [.a]\n  }\n}\n\nfunction f() {\n  1\n}\n",
};
const AFTER = {
  "b.fsl":
    "// Moved.\ncollection A {\n  a: Int\n  index byA {\n    terms [.a]\n    values [.ts]\n  }\n  ttl_days 3\n}\n",
  "main.fsl": "\n\ncollection B {\n}\n",
};

async function diffOf(
  options: SchemaDiffOptions,
  after: Readonly<Record<string, string>> = AFTER,
): Promise<string> {
  const project = await Project.open(BEFORE);
  return project.database.schema.diff(after, options);
}

describe("formats of diffs (spec/02 §8)", () => {
  test("semantic", async () => {
    expect(await diffOf({})).toBe(`* Adding collection \`B\` to main.fsl:3:1

* Removing function \`f\` from main.fsl:8:1

* Modifying collection \`A\` at b.fsl:1:1 (previously defined at main.fsl:1:1):
  * Indexes:
  ~ change index \`byA\`
    + add values set to [.ts]

  * Configuration:
  + add ttl_days set to 3

`);
  });

  test("summary", async () => {
    expect(await diffOf({ format: "summary" })).toBe(`* Adding collection \`B\` to main.fsl:3:1
* Removing function \`f\` from main.fsl:8:1
* Modifying collection \`A\` at b.fsl:1:1 (previously defined at main.fsl:1:1)
`);
  });

  test("textual", async () => {
    expect(await diffOf({ format: "textual" })).toBe(`b.fsl
@ line 1 to 9
+ // Moved.
+ collection A {
+   a: Int
+   index byA {
+     terms [.a]
+     values [.ts]
+   }
+   ttl_days 3
+ }

main.fsl
@ line 1 to 4
- collection A {
-   a: Int
-   index byA {
-     terms [.a]
-   }
- }

- function f() {
+
-   1
+ collection B {
  }
`);
  });

  test("nothing", async () => {
    for (const format of ["semantic", "summary", "textual"] as const) {
      expect(await diffOf({ format }, BEFORE)).toBe("");
    }
  });

  test("a change that has no words", async () => {
    const after = { "main.fsl": BEFORE["main.fsl"].replace("a: Int", "a: Int = 1") };
    expect(await diffOf({}, after)).toBe(
      "* Modifying collection `A` at main.fsl:1:1:\n  No semantic changes.\n\n",
    );
  });

  test("hunks: three lines around, near ones are one", async () => {
    const lines = (...changed: readonly number[]) =>
      Array.from({ length: 30 }, (_, i) => `// ${changed.includes(i) ? "new" : "old"} ${i}\n`).join("");
    const project = await Project.open({ "a.fsl": lines() });
    const diff = (text: string) => project.database.schema.diff({ "a.fsl": text }, { format: "textual" });
    expect((await diff(lines(5, 12))).match(/^@.*$/gm)).toEqual(["@ line 3 to 16"]);
    expect((await diff(lines(5, 13))).match(/^@.*$/gm)).toEqual(["@ line 3 to 9", "@ line 11 to 17"]);
    expect(await diff(lines(29))).toBe(
      "a.fsl\n@ line 27 to 30\n  // old 26\n  // old 27\n  // old 28\n- // old 29\n+ // new 29\n",
    );
  });
});

test("files that have nothing in common are replaced, in little time and memory", async () => {
  const lines = (word: string) => Array.from({ length: 20_000 }, (_, i) => `// ${word} ${i}\n`).join("");
  const project = await Project.open({ "a.fsl": `${lines("old")}// kept\n` });
  const started = performance.now();
  const diff = await project.database.schema.diff(
    { "a.fsl": `${lines("new")}// kept\n` },
    { format: "textual" },
  );
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(diff.match(/^- \/\/ old/gm)).toHaveLength(20_000);
  expect(diff.match(/^\+ \/\/ new/gm)).toHaveLength(20_000);
});

describe("colours (spec/02 §8.4)", () => {
  const E = "\u001b[";

  test("semantic", async () => {
    const text = await diffOf({ color: true });
    expect(text).toContain(`${E}1;34m* Adding collection \`B\`${E}0m to main.fsl:3:1\n`);
    expect(text).toContain(
      `${E}33m  ~ change index \`byA\`${E}0m\n${E}32m    + add values set to [.ts]${E}0m\n`,
    );
    expect(text).toContain("  * Configuration:\n");
  });

  test("textual", async () => {
    const text = await diffOf({ color: true, format: "textual" });
    const code = (n: number) => `${E}${n}m`;
    expect(text).toContain(`${code(1)}main.fsl${code(0)}\n${code(36)}@ line 1 to 4${code(0)}\n`);
    expect(text).toContain(`${code(31)}- function f() {${code(0)}\n${code(32)}+${code(0)}\n`);
    expect(text).toContain(`${code(32)}+ collection B {${code(0)}\n  }\n`);
  });
});
