import { boolean, method } from "../call/index.js";
import { libraryModule, libraryType } from "./part.js";

/** spec/04 §6, §10 */
export const booleanType = libraryType({
  type: "Boolean",
  kinds: ["Boolean"],
  doc: "`true` and `false`.",
  members: {
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "`true` or `false`.",
      example: ["true.toString()", `"true"`],
      run: (self: boolean) => String(self),
    }),
  },
  operators: {
    "!": method({
      signature: "() => Boolean",
      takes: [[]],
      doc: "True if the operand is false.",
      example: ["!true", "false"],
      run: (self: boolean) => !self,
    }),
    "&&": method({
      signature: "(other: Boolean) => Boolean",
      takes: [[boolean("other")]],
      doc: "True if both are; the right side is evaluated only if the left is true.",
      example: ["true && false", "false"],
      run: (self: boolean, other: boolean) => self && other,
    }),
    "||": method({
      signature: "(other: Boolean) => Boolean",
      takes: [[boolean("other")]],
      doc: "True if one is; the right side is evaluated only if the left is false.",
      example: ["true || false", "true"],
      run: (self: boolean, other: boolean) => self || other,
    }),
  },
});

export const booleanModule = libraryModule({ name: "Boolean", doc: "`true` and `false`, for `isa`." });
