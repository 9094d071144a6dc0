import type { SchemaFile } from "../ast/index.js";
import { type Diagnostic, type Parsed, syntaxError } from "../diagnostic.js";
import { MAX_NESTING, Refusal, TooDeep } from "../fql/parser/base.js";
import { scan } from "../fql/scanner.js";
import { type Source, type Span, span } from "../span.js";
import type { Member } from "./member.js";
import { FslParser } from "./parser.js";
import { readItems } from "./structure/index.js";

let parser: FslParser | undefined;

/** The items of a file of FSL, or the errors of the phase that found some. spec/02 §1, §2 */
export function parseSchema(text: string, fileName: string): Parsed<SchemaFile> {
  const source: Source = { name: fileName, text };
  try {
    const members = readMembers(text, source, []);
    if (members !== undefined) return readItems(members);
  } catch (failure) {
    if (!(failure instanceof TooDeep)) throw failure;
    return { ok: false, diagnostics: [nestedTooDeeply(source, failure.position)] };
  }
  return { ok: false, diagnostics: [syntaxError("Expected end-of-input", span(source, 0, 1))] };
}

/** What the first phase makes of a text, some parts of which may be skipped; undefined if it fits no rule. */
function readMembers(text: string, source: Source, skipped: readonly Span[]): Member[] | undefined {
  parser ??= new FslParser();
  parser.load(text, scan(text), source, 0, MAX_NESTING);
  parser.skipped = skipped;
  try {
    const members = parser.file();
    return parser.errors.length === 0 ? members : undefined;
  } catch (failure) {
    if (failure instanceof Refusal) return undefined;
    throw failure;
  }
}

function nestedTooDeeply(source: Source, position: number): Diagnostic {
  return syntaxError("Schema is nested too deeply", span(source, position, position + 1));
}
