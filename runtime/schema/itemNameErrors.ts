import { type Diagnostic, type Name, type SchemaItem, syntaxError } from "../../grammar/index.js";
import { globalNameFailure, indexNameFailure, roleNameFailure } from "./names.js";

/** The names in a schema that no definition may have, with their places: a push tells no more than the names. spec/02 §3 */
export function itemNameErrors(items: readonly SchemaItem[]): readonly Diagnostic[] {
  return items.flatMap(errorsOfItem);
}

function errorsOfItem(item: SchemaItem): readonly Diagnostic[] {
  switch (item.kind) {
    case "collection": {
      const indexes = item.members.flatMap((member) => (member.kind === "index" ? [member.name] : []));
      return [
        ...errors([item.name, ...aliasOf(item)], globalNameFailure),
        ...errors(indexes, indexNameFailure),
      ];
    }
    case "function":
      return errors([item.name, ...aliasOf(item)], globalNameFailure);
    case "role":
      return errors([item.name], roleNameFailure);
    case "accessProvider":
      return [];
  }
}

function aliasOf({ alias }: Extract<SchemaItem, { kind: "collection" | "function" }>): readonly Name[] {
  return alias === undefined ? [] : [alias.value];
}

function errors(
  names: readonly Name[],
  failure: (name: string) => string | undefined,
): readonly Diagnostic[] {
  return names.flatMap(({ text, span }) => {
    const message = failure(text);
    return message === undefined ? [] : [syntaxError(message, span)];
  });
}
