import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** Laws of the house that the linter cannot hold (ARCHITECTURE.md, "Invariants"). */
const ROOT = join(import.meta.dirname, "..");

function sources(...rooms: readonly string[]): readonly { readonly path: string; readonly text: string }[] {
  return rooms.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({
        path: `${room}/${name}`,
        text: withoutComments(readFileSync(join(ROOT, room, name), "utf8")),
      })),
  );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function holding(pattern: RegExp, ...rooms: readonly string[]): readonly string[] {
  return sources(...rooms)
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .sort();
}

describe("the house", () => {
  test("errors of queries are caught where a run is entered, in `attempt`, and where elements run ahead", () => {
    // What runs inside a run: anything here that caught would turn "wait" into "denied". engine §8
    const inside = [
      "call",
      "documents",
      "operators",
      "evaluate",
      "stdlib",
      "materialise",
      "schema",
      "cursors",
      "transaction",
    ];
    expect(holding(/\bcatch\s*[({]/, ...inside.map((each) => `runtime/${each}`))).toEqual([
      "runtime/call/attempt.ts",
      "runtime/transaction/bufferedTransaction.ts",
      "runtime/transaction/runAhead.ts",
      "runtime/transaction/runTransaction.ts",
    ]);
  });

  test("clock, randomness and timers come from the surroundings", () => {
    const hosts = holding(
      /\bDate\.now\(|\bMath\.random\(|\bset(Timeout|Interval)\(|\bperformance\.now\(/,
      "grammar",
      "compiler",
      "runtime",
    );
    expect(hosts.filter((path) => !path.startsWith("runtime/server/node/"))).toEqual([
      "runtime/engine/sources.ts",
      "runtime/events/wakening.ts",
      "runtime/server/coalesced.ts",
    ]);
  });

  test("code is emitted for records and for the reading of a field", () => {
    expect(holding(/new Function\(|\beval\(/, "grammar", "compiler", "runtime", "cli")).toEqual([
      "runtime/evaluate/records.ts",
      "runtime/values/propertyReader.ts",
    ]);
  });

  test("only the implementations of library members, whose casts are checked as they run, are typed `any`", () => {
    expect(holding(/:\s*any\b|\bas any\b|<any>/, "grammar", "compiler", "runtime", "cli")).toEqual([
      "runtime/call/member.ts",
    ]);
  });
});
