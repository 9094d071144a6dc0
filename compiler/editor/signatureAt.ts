import { parseForEditor, takesWord } from "../../grammar/index.js";
import { displayType, functionsOf, inspect, membersOf, type TypeEnvironment } from "../check/index.js";
import type { Expected } from "./expected.js";
import { placeAt } from "./placeAt.js";
import { PLACEHOLDER, wordAt } from "./word.js";

/** What is called where an argument is being written. */
export interface CalledSignature {
  /** Undefined for values without a name. */
  readonly name: string | undefined;
  readonly signature: string;
}

/** The signature of the innermost call in whose arguments a name could stand at the cursor; undefined if in none. */
export function signatureAt(
  text: string,
  cursor: number,
  environment: TypeEnvironment,
): CalledSignature | undefined {
  const span = wordAt(text, cursor);
  if (!takesWord(text, span.start)) return undefined;
  const hasWord = span.end > span.start;
  const { tree } = parseForEditor(hasWord ? text : text.slice(0, cursor) + PLACEHOLDER + text.slice(cursor));
  const place = placeAt(tree, span.start, undefined);
  const link = place !== undefined && "expected" in place ? callOf(place.expected) : undefined;
  const receiver = link && inspect(tree, environment).receiverOf(link);
  if (link === undefined || receiver === undefined) return undefined;
  const isMethod = link.kind === "call";
  const callee = isMethod ? membersOf(receiver, environment).get(link.field.text) : receiver;
  if (callee === undefined || functionsOf(callee, environment).length === 0) return undefined;
  const name = isMethod ? link.field.text : /\w+$/.exec(text.slice(0, link.applySpan.start))?.[0];
  return { name, signature: displayType(callee) };
}

/** The call for whose argument something is expected. */
function callOf(expected: Expected | undefined): Extract<Expected, { kind: "argument" }>["link"] | undefined {
  switch (expected?.kind) {
    case "argument":
      return expected.link;
    case "field":
    case "element":
    case "result":
      return callOf(expected.of);
    case "named":
    case "written":
    case undefined:
      return undefined;
  }
}
