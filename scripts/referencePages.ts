import type { Declaration, ModuleDeclaration, TypeDeclaration } from "../compiler/index.js";
import { library } from "../runtime/index.js";

/** Scripts and tests run from the root of the project, wherever their compiled form lies. */
export const REFERENCE = "docs/reference";

/** The reference of the standard library, made from its table: text by name of file. */
export function referencePages(): ReadonlyMap<string, string> {
  const names = [...new Set([...library.types.keys(), ...library.modules.keys()])].sort();
  const pages = new Map(names.map((name) => [`${name}.md`, pageOf(name)]));
  pages.set("functions.md", page("Global functions", [section("", library.functions.values())]));
  pages.set("index.md", index(names));
  return pages;
}

function index(names: readonly string[]): string {
  const entries = names.map((name) => `- [${name}](${name}.md) — ${docOf(name)}`);
  return page("Standard library", [
    "What FQL has built in. Made from the table that the type checker and the interpreter read: `npm run docs`.",
    ["- [Global functions](functions.md)", ...entries].join("\n"),
  ]);
}

function docOf(name: string): string {
  return (library.types.get(name) ?? library.modules.get(name))!.doc;
}

function pageOf(name: string): string {
  const type = library.types.get(name);
  const module = library.modules.get(name);
  return page(name, [
    type?.doc ?? module!.doc,
    ...(module === undefined ? [] : moduleSections(module, name)),
    ...(type === undefined ? [] : typeSections(type)),
  ]);
}

function moduleSections(module: ModuleDeclaration, path: string): readonly string[] {
  const construct = module.construct === undefined ? [] : [{ ...module.construct, name: path }];
  // `FQL` repeats what stands on pages of its own.
  const own = path === "FQL" ? [] : [...module.members.values()];
  return [
    section("Constructor", construct),
    section("Static members", own, `${path}.`),
    ...[...module.modules.values()].map((inner) =>
      section(`${path}.${inner.name}`, inner.members.values(), `${path}.${inner.name}.`),
    ),
  ];
}

function typeSections({ members, operators }: TypeDeclaration): readonly string[] {
  return [section("Members", members.values()), section("Operators", operators.values())];
}

function section(title: string, declarations: Iterable<Declaration>, prefix = ""): string {
  const entries = [...declarations].map((each) => entry(each, prefix));
  if (entries.length === 0) return "";
  return [...(title === "" ? [] : [`## ${title}`]), ...entries].join("\n\n");
}

function entry({ name, signature, doc, effect, example }: Declaration, prefix: string): string {
  const lines = [
    `### \`${prefix}${name}\``,
    code(signature),
    effect === "pure" ? doc : `${doc} Effect: ${effect}.`,
  ];
  if (example !== undefined) lines.push(code(`${example[0]}\n// ${example[1]}`));
  return lines.join("\n\n");
}

function code(text: string): string {
  return `\`\`\`fql\n${text}\n\`\`\``;
}

function page(title: string, sections: readonly string[]): string {
  return `${[`# ${title}`, ...sections.filter((each) => each !== "")].join("\n\n")}\n`;
}
