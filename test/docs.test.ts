import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import * as coppice from "../runtime/index.js";

/** What the pages say of the tree and the package is so. */
const ROOT = join(import.meta.dirname, "..");

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

describe("documentation", () => {
  test("has no dead links", () => {
    const dead = PAGES.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#\s]+)/g)]
        .map(([, target]) => target!)
        .filter((target) => !/^https?:/.test(target) && !existsSync(join(ROOT, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  test("lists every page", () => {
    const index = read("docs/index.md");
    const pages = readdirSync(join(ROOT, "docs")).filter(
      (name) => name.endsWith(".md") && name !== "index.md",
    );
    expect(pages.filter((page) => !index.includes(`](${page})`))).toEqual([]);
  });

  test("names all that the library exports", () => {
    const text = read("README.md") + read("docs/embedded.md");
    const unnamed = Object.keys(coppice).filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
    expect(unnamed).toEqual([]);
  });

  test("maps every folder of the rooms", () => {
    const map = read("ARCHITECTURE.md");
    const folders = ["grammar", "compiler", "runtime", "cli"].flatMap((room) =>
      readdirSync(join(ROOT, room), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => ({ room, name })),
    );
    const unnamed = folders.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(map));
    expect(unnamed).toEqual([]);
  });
});
