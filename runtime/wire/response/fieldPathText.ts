import { isPlainName, printString } from "../../../grammar/index.js";

/** `a.b[0]`, as constraint failures name a field. spec/08 §7.4 */
export function fieldPathText(path: readonly (string | number)[]): string {
  return path.map(elementText).join("").replace(/^\./, "");
}

function elementText(element: string | number): string {
  if (typeof element === "number") return `[${element}]`;
  return isPlainName(element) ? `.${element}` : `[${printString(element)}]`;
}
