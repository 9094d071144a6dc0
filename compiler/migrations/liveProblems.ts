import { type CollectionItem, type Diagnostic, NO_SPAN, printPath, type Span } from "../../grammar/index.js";
import {
  addingStatements,
  addingStatementsBeforeFields,
  beforeFields,
  inserting,
  newBlock,
  valueHints,
} from "./hints.js";
import { problem } from "./problems.js";
import type { FieldNode } from "./shape.js";

type Names = readonly string[];

function pathText(names: Names): string {
  const elements = names.map((name) => ({ kind: "field", name, span: NO_SPAN }) as const);
  return printPath({ elements, span: NO_SPAN });
}

/** Errors of a schema that does not follow from the live one. spec/02 §7.4 */
export const liveProblems = {
  missing: (item: CollectionItem, path: Names): Diagnostic =>
    problem(
      `Field \`${pathText(path)}\` is missing from the submitted schema`,
      item.span,
      addingStatements("Drop the field and its data with a `drop` migration", item, `drop ${pathText(path)}`),
    ),
  wrongType: (
    node: FieldNode,
    path: Names,
    shown: { readonly type: string; readonly live: string; readonly rest: string },
  ): Diagnostic => {
    const field = pathText(path);
    const split = `tmp: ${shown.rest}\n  ${newBlock([`split ${field} -> ${field}, .tmp`])}`;
    return problem(
      `Field \`${field}\` of type \`${shown.type}\` does not match the live type \`${shown.live}\``,
      node.type.span,
      inserting("Add a migration to split the invalid types into another field", node.nameSpan, split),
    );
  },
  notNew: ({ nameSpan }: FieldNode, path: Names): Diagnostic =>
    problem(
      `Field \`${pathText(path)}\` is in the live schema, so it cannot be added or backfilled`,
      nameSpan,
    ),
  nothingToDrop: ({ nameSpan }: FieldNode, path: Names): Diagnostic =>
    problem(`Field \`${pathText(path)}\` was dropped but it doesn't exist in the live schema`, nameSpan),
  notAdded: (item: CollectionItem, node: FieldNode, path: Names, isRequired: boolean): Diagnostic => {
    const message = `Field \`${pathText(path)}\` is not present in the live schema`;
    const provide = "Provide an `add` migration for this field";
    const last = pathText(path.slice(-1));
    if (!isRequired) {
      return problem(message, node.nameSpan, addingStatements(provide, item, `add ${last}`));
    }
    const block = newBlock([`add ${last}`, `backfill ${last} = <expr>`]);
    const [makeNullable, addDefault] = valueHints(node.type);
    return problem(
      message,
      node.nameSpan,
      inserting(provide, node.nameSpan, block),
      addDefault!,
      makeNullable!,
    );
  },
  wildcardMissing: (item: CollectionItem, isLiveOpen: boolean): Diagnostic => {
    const back = (message: string) => inserting(message, beforeFields(item), "*: Any\n");
    const move = (message: string, ...statements: readonly string[]) =>
      addingStatementsBeforeFields(message, item, ...statements);
    const hints = isLiveOpen
      ? [
          back(
            "Collections with no fields defined allow arbitrary fields by default. To keep this behavior, add a wildcard declaration to the schema definition",
          ),
        ]
      : [
          back("Add the wildcard back"),
          move("Move the extra fields with a `move_wildcard` migration", "move_wildcard .conflicts"),
          move(
            "Drop the extra fields with a `move_wildcard` and `drop` migration",
            "move_wildcard .conflicts",
            "drop .conflicts",
          ),
        ];
    return problem("Missing wildcard definition", item.span, ...hints);
  },
  newWildcard: (item: CollectionItem, span: Span): Diagnostic =>
    problem(
      "Wildcard was not present in the live schema",
      span,
      addingStatementsBeforeFields("Add the wildcard with an `add_wildcard` migration", item, "add_wildcard"),
    ),
  reopened: (item: CollectionItem): Diagnostic =>
    problem(
      "All fields from the live schema are dropped, reintroducing the implicit wildcard that requires an `add_wildcard` migration. Are you sure you meant to do this?",
      item.span,
    ),
  incompatible: (item: CollectionItem): Diagnostic =>
    problem("Submitted schema is not compatible with the live schema", item.span),
} as const;
