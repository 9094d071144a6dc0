import type { SchemaItem } from "../../ast/index.js";
import { type Diagnostic, syntaxError } from "../../diagnostic.js";
import type { Name, Span } from "../../span.js";
import type { Member } from "../member.js";
import type { Report } from "../problems.js";
import { reportDuplicate } from "./duplicates.js";

/** What a kind of item is called where its name is taken; collections and functions share their names. */
const KINDS = {
  collection: "collection or function",
  function: "collection or function",
  role: "role",
  accessProvider: "access provider",
} as const satisfies Record<SchemaItem["kind"], string>;

interface Declaration {
  readonly kind: SchemaItem["kind"];
  readonly name: Name;
  readonly alias: Name | undefined;
}

/** Reports names, and aliases of collections and functions, that one file defines twice. spec/02 §2 */
export function checkNames(members: readonly Member[], report: Report): void {
  const declarations = members.map(declarationOf).filter((declaration) => declaration !== undefined);
  const collections = new Set(
    declarations.filter((declaration) => declaration.kind === "collection").map(({ name }) => name.text),
  );
  const first = new Map<string, Map<string, Span>>();
  for (const declaration of declarations) {
    const kind = KINDS[declaration.kind];
    const taken = first.get(kind) ?? new Map<string, Span>();
    first.set(kind, taken);
    for (const name of namesOf(declaration, collections)) {
      reportDuplicate(taken, name.text, `${kind} \`${name.text}\``, name.span, report);
    }
  }
}

function declarationOf({ body, annotations }: Member): Declaration | undefined {
  const alias = annotations.find((annotation) => annotation.kind === "alias")?.value;
  switch (body.kind) {
    case "function":
      return { kind: "function", name: body.name, alias };
    case "accessProvider":
      return { kind: "accessProvider", name: body.name, alias: undefined };
    case "keyword": {
      const { name } = body;
      if (name === undefined) return undefined;
      if (body.keyword.text === "collection") return { kind: "collection", name, alias };
      return body.keyword.text === "role" ? { kind: "role", name, alias: undefined } : undefined;
    }
    default:
      return undefined;
  }
}

/** A function may have a collection's name if it goes by an alias. */
function namesOf({ kind, name, alias }: Declaration, collections: ReadonlySet<string>): Name[] {
  if (alias === undefined) return [name];
  return kind === "function" && collections.has(name.text) ? [alias] : [name, alias];
}

/** Names that two files define, one error each; aliases are not looked at. spec/02 §2 */
export function duplicatesAcrossFiles(
  files: readonly { readonly name: string; readonly items: readonly SchemaItem[] }[],
): readonly Diagnostic[] {
  const firstFile = new Map<string, string>();
  const errors: Diagnostic[] = [];
  for (const file of files) {
    for (const item of file.items) {
      const what = `${KINDS[item.kind]} \`${item.name.text}\``;
      const original = firstFile.get(what) ?? file.name;
      firstFile.set(what, original);
      if (original !== file.name) {
        const message = `Duplicate ${what} in ${file.name} (originally seen in ${original})`;
        errors.push(syntaxError(message, item.name.span));
      }
    }
  }
  return errors;
}
