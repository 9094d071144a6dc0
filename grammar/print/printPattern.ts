import type { Pattern, TypeExpression } from "../ast/index.js";
import { isPlainName } from "../names.js";
import { printLiteral, printString } from "./printLiteral.js";

/** A pattern of `match`. spec/01 §8.2 */
export function printPattern(pattern: Pattern, printType: (type: TypeExpression) => string): string {
  const print = (part: Pattern) => printPattern(part, printType);
  switch (pattern.kind) {
    case "hole":
      return `_${suffix(pattern.inner)}`;
    case "bind":
      return `${pattern.name.text}${suffix(pattern.inner)}`;
    case "type":
      return printType(pattern.type);
    case "literal":
      return printLiteral(pattern.literal.value);
    case "object": {
      const fields = pattern.fields.map(({ name, pattern: value }) => {
        const key = isPlainName(name.text) ? name.text : printString(name.text);
        return `${key}: ${print(value)}`;
      });
      return `{ ${fields.join(", ")} }`;
    }
    case "array": {
      const elements = pattern.elements.map(print);
      if (pattern.rest !== undefined) elements.push(`...${print(pattern.rest)}`);
      return `[${elements.join(", ")}]`;
    }
  }

  function suffix(inner: Pattern | undefined): string {
    if (inner === undefined) return "";
    return inner.kind === "type" ? `: ${print(inner)}` : ` @ ${print(inner)}`;
  }
}
