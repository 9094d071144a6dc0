/**
 * Golden case files: a comment, an optional schema and data, then queries, each with what must come of it. Section
 * names stand at the start of a line, their text below, indented by two spaces.
 */
export interface CaseFile {
  readonly comment: string;
  readonly schema: string | undefined;
  readonly data: readonly string[];
  readonly cases: readonly Case[];
}

export interface Case {
  readonly query: string;
  /** `then`: runs on the database that the query before left behind; `query`: on a fresh copy of schema and data. */
  readonly continues: boolean;
  /** Words after `query`: `unchecked`, `hints`; `push` where the text is FSL to push, `keep` where it is only compared. */
  readonly flags: readonly string[];
  readonly expected: readonly Expectation[];
  /** Line of the first expectation, and of what follows the last: for `--accept`. */
  readonly line: number;
}

export interface Expectation {
  readonly kind: ExpectationKind;
  readonly text: string;
}

export const EXPECTATIONS = [
  "type",
  "effects",
  "value",
  "code",
  "error",
  "summary",
  "plan",
  "diff",
  "files",
] as const;
export type ExpectationKind = (typeof EXPECTATIONS)[number];

interface Section {
  readonly name: string;
  readonly flags: readonly string[];
  readonly text: string;
  readonly line: number;
}

export function parseCaseFile(text: string): CaseFile {
  const lines = text.split("\n");
  const comment = lines.filter((line) => line.startsWith("#")).join("\n");
  const cases: { -readonly [Key in keyof Case]: Case[Key] }[] = [];
  const data: string[] = [];
  let schema: string | undefined;
  for (const section of sectionsOf(lines)) {
    if (section.name === "schema") schema = section.text;
    else if (section.name === "data") data.push(section.text);
    else if (section.name === "query" || section.name === "then") {
      cases.push({
        query: section.text,
        continues: section.name === "then",
        flags: section.flags,
        expected: [],
        line: section.line,
      });
    } else if (isExpectation(section.name)) {
      const last = cases[cases.length - 1];
      if (last === undefined) throw new Error(`line ${section.line}: ${section.name} before any query`);
      last.expected = [...last.expected, { kind: section.name, text: section.text }];
    } else throw new Error(`line ${section.line}: unknown section ${section.name}`);
  }
  return { comment, schema, data, cases };
}

function isExpectation(name: string): name is ExpectationKind {
  return (EXPECTATIONS as readonly string[]).includes(name);
}

function sectionsOf(lines: readonly string[]): readonly Section[] {
  const sections: Section[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line === "" || line.startsWith("#") || line.startsWith(" ")) continue;
    const [name, ...flags] = line.trim().split(/\s+/);
    let end = i + 1;
    while (end < lines.length && (lines[end]! === "" || lines[end]!.startsWith("  "))) end++;
    const body = lines.slice(i + 1, end).map((each) => each.slice(2));
    while (body.length > 0 && body[body.length - 1] === "") body.pop();
    sections.push({ name: name!, flags, text: body.join("\n"), line: i + 1 });
  }
  return sections;
}

/** The file's text again, from its parts: what `--accept` writes. */
export function printCaseFile(file: CaseFile): string {
  const section = (name: string, text: string) =>
    `${name}\n${text
      .split("\n")
      .map((line) => (line === "" ? "" : `  ${line}`))
      .join("\n")}\n`;
  const parts = [`${file.comment}\n`];
  if (file.schema !== undefined) parts.push(section("schema", file.schema));
  for (const each of file.data) parts.push(section("data", each));
  for (const each of file.cases) {
    const name = [each.continues ? "then" : "query", ...each.flags].join(" ");
    parts.push(
      section(name, each.query) + each.expected.map(({ kind, text }) => section(kind, text)).join(""),
    );
  }
  return parts.join("\n");
}
