import { method, type Run } from "../call/index.js";
import type { FunctionValue } from "../values/index.js";
import { displayText } from "./displayText.js";
import { libraryType } from "./part.js";

/** Lambdas, built-in and user functions. The checker knows them by their signatures. spec/04 §8.1 */
export const functionType = libraryType({
  type: "Function",
  kinds: ["Function", "Lambda"],
  doc: "Lambdas and functions.",
  members: {
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "`[function name()]`, under the name by which it was reached.",
      example: ["Math.abs.toString()", `"[function abs()]"`],
      perform: (run: Run, self: FunctionValue) => displayText(run, self),
    }),
  },
});
