import type { FieldPath } from "../ast/index.js";
import { isPlainName } from "../names.js";
import { printString } from "./printLiteral.js";

/** `.a["b c"][0]`; a path that starts with a bracket has a dot before it. spec/01 §13.4 */
export function printPath(path: FieldPath): string {
  const text = path.elements
    .map((element) => {
      if (element.kind === "index") return `[${element.index}]`;
      return isPlainName(element.name) ? `.${element.name}` : `[${printString(element.name)}]`;
    })
    .join("");
  return text.startsWith("[") ? `.${text}` : text;
}
