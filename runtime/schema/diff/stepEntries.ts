import type { InitialValue, MigrationStep } from "../../../compiler/index.js";
import { type FieldPath, printExpression, printPath, type TypeExpression } from "../../../grammar/index.js";
import { type Entry, entry } from "./entry.js";

/** What a step of a migration does to documents, in words. spec/02 §8.1 */
export function stepEntries(
  step: MigrationStep,
  displayType: (type: TypeExpression) => string,
): readonly Entry[] {
  switch (step.kind) {
    case "add": {
      const value = valueText(step.value);
      return value === undefined
        ? []
        : [entry("add", `+ add field ${quoted(step.path)} with backfill \`${value}\``, 1)];
    }
    case "drop":
      return [entry("remove", `- drop field ${quoted(step.path)}`, 1)];
    case "move":
      return [entry("change", `~ move field ${quoted(step.from)} to field ${quoted(step.to)}`, 1)];
    case "split": {
      const { from, targets } = step;
      const into = targets.map(({ path }) => quoted(path)).join(",");
      return [
        entry("change", `~ split field ${quoted(from)} into fields ${into}`, 1),
        ...targets.map(({ path, type }, i) => {
          const stays = printPath(path) === printPath(from);
          const condition = `${i === 0 ? "if" : "else if"} the value matches type \`${displayType(type)}\``;
          const effect = stays ? "stays in" : "moves to";
          return entry("change", `- ${condition}, the value ${effect} field ${quoted(path)}`, 2);
        }),
        ...targets.flatMap(({ path, value }) => {
          const text = valueText(value);
          return text === undefined
            ? []
            : [entry("change", `+ backfill field ${quoted(path)} with value \`${text}\``, 2)];
        }),
      ];
    }
    case "move_conflicts":
      return [entry("change", `~ move values with type conflicts into ${quoted(step.into)}`, 1)];
    case "move_wildcard": {
      const kept = step.kept.map((name) => `.${name}`).join(", ");
      const text = `~ move all fields into the field ${quoted(step.into)} except fields in the list \`[${kept}]\``;
      return [entry("change", text, 1)];
    }
    case "add_wildcard":
      return [entry("add", "+ add a top-level wildcard", 1)];
  }
}

function quoted(path: FieldPath): string {
  return `\`${printPath(path)}\``;
}

function valueText(value: InitialValue): string | undefined {
  return value.kind === "none" ? undefined : printExpression(value.expression);
}
