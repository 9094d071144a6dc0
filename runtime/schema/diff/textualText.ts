import type { SourceFile } from "../files/sourceFiles.js";
import type { Paint } from "./colour.js";
import { diffLines, type LineChange } from "./diffLines.js";

const CONTEXT = 3;

/** The lines that differ, by file. spec/02 §8.3 */
export function textualText(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
  paint: Paint,
): string {
  const contents = (files: readonly SourceFile[]) =>
    new Map(files.map(({ filename, content }) => [filename, content]));
  const old = contents(before);
  const next = contents(after);
  return [...new Set([...old.keys(), ...next.keys()])]
    .sort()
    .map((name) => ({ name, old: old.get(name) ?? "", next: next.get(name) ?? "" }))
    .filter((file) => file.old !== file.next)
    .map((file) => `${paint("file", file.name)}\n${hunksText(diffLines(file.old, file.next), paint)}`)
    .join("\n");
}

function hunksText(changes: readonly LineChange[], paint: Paint): string {
  return hunksOf(changes)
    .map(({ start, end }) => {
      const first = newLines(changes.slice(0, start)) + 1;
      const last = Math.min(newLines(changes.slice(0, end)), changes.length);
      const rows = changes.slice(start, end).map((change) => rowText(change, paint));
      return [paint("hunk", `@ line ${first} to ${last}`), ...rows, ""].join("\n");
    })
    .join("");
}

function newLines(changes: readonly LineChange[]): number {
  return changes.filter(({ kind }) => kind !== "removed").length;
}

function rowText({ kind, text }: LineChange, paint: Paint): string {
  switch (kind) {
    case "removed":
      return paint("remove", text === "" ? "-" : `- ${text}`);
    case "added":
      return paint("add", text === "" ? "+" : `+ ${text}`);
    case "same":
      return text === "" ? "" : `  ${text}`;
  }
}

interface Hunk {
  readonly start: number;
  readonly end: number;
}

/** Changes with the lines around them; those that are closer than two contexts are one. */
function hunksOf(changes: readonly LineChange[]): readonly Hunk[] {
  const hunks: { start: number; end: number }[] = [];
  changes.forEach(({ kind }, i) => {
    if (kind === "same") return;
    const start = Math.max(0, i - CONTEXT);
    const end = Math.min(changes.length, i + 1 + CONTEXT);
    const last = hunks[hunks.length - 1];
    if (last !== undefined && start <= last.end) last.end = end;
    else hunks.push({ start, end });
  });
  return hunks;
}
