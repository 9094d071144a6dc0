import type { ComparisonOperator } from "../../../compiler/index.js";
import type { Collection } from "../../call/index.js";
import { Null } from "../../values/index.js";
import type { Bound } from "./boundCondition.js";
import { elementFields } from "./elementFields.js";
import { kindRange, rangeOfKinds } from "./probes.js";

const OPPOSITE: Readonly<Record<Exclude<ComparisonOperator, "==">, ComparisonOperator>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

/**
 * What holds of a document exactly where a condition does not; undefined where no index could say.
 *
 *     !(.a < 3)  ⇒  .a >= 3        .a != 3     ⇒  .a < 3 || .a > 3
 *     !.flag     ⇒  .flag == false  .a != null  ⇒  .a >= the least of its kind
 *
 * Legal only where the declared type proves that all values are of the kind compared with: comparisons of unrelated
 * kinds, nulls among them, are false whichever way they go.
 */
export function negated(condition: Bound, collection: Collection): Bound | undefined {
  switch (condition.kind) {
    case "comparison": {
      const { path, operator, value } = condition;
      const kinds = elementFields(collection).kindsOf(path);
      const range = kinds && rangeOfKinds(kinds);
      if (range === undefined) return undefined;
      if (value instanceof Null) {
        return operator === "==" ? { ...condition, operator: ">=", value: range.least } : undefined;
      }
      if (kinds!.has("Null") || kindRange(value) !== range) return undefined;
      if (operator !== "==") return { ...condition, operator: OPPOSITE[operator] };
      if (typeof value === "boolean") return { ...condition, value: !value };
      const [less, greater] = (["<", ">"] as const).map((each) => ({ ...condition, operator: each }));
      return { kind: "or", parts: [less!, greater!] };
    }
    case "and":
    case "or": {
      const parts = condition.parts.map((part) => negated(part, collection));
      if (!parts.every((part) => part !== undefined)) return undefined;
      return { kind: condition.kind === "and" ? "or" : "and", parts };
    }
    default:
      return undefined;
  }
}
