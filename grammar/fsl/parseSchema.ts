import type { SchemaFile } from "../ast/index.js";
import { type Diagnostic, type Parsed, syntaxError } from "../diagnostic.js";
import { MAX_NESTING, TooDeep } from "../fql/nesting.js";
import type { Extent } from "../fql/recognise/base.js";
import { scan } from "../fql/scanner.js";
import { type Source, span } from "../span.js";
import type { Member } from "./member.js";
import { FslParser } from "./parser.js";
import { FslRecogniser } from "./recogniser.js";
import { readItems } from "./structure/index.js";

let parser: FslParser | undefined;

/** The items of a file of FSL, or the errors of the first phase that finds some. spec/02 §1, §2 */
export function parseSchema(text: string, fileName: string): Parsed<SchemaFile> {
  const source: Source = { name: fileName, text };
  try {
    return readFile(text, source);
  } catch (failure) {
    if (!(failure instanceof TooDeep)) throw failure;
    const where = span(source, failure.position, failure.position + 1);
    return failed([syntaxError("Schema is nested too deeply", where)]);
  }
}

function readFile(text: string, source: Source): Parsed<SchemaFile> {
  const members = readMembers(text, source, []);
  if (members !== undefined) return readItems(members);
  const recogniser = new FslRecogniser({ text, source, offset: 0, maxNesting: MAX_NESTING });
  const diagnostics = recogniser.explain(() => recogniser.file());
  if (diagnostics.length > 0) return failed(diagnostics);
  // Only the second phase has something to say of the text: about what had to be skipped, too.
  const { skipped } = recogniser;
  const shape = readMembers(withBlanks(text, skipped), source, skipped);
  return shape === undefined
    ? failed([syntaxError("Expected end-of-input", span(source, 0, 1))])
    : readItems(shape);
}

/** What the first phase makes of a text, some parts of which may be blank; undefined if it fits no rule. */
function readMembers(text: string, source: Source, skipped: readonly Extent[]): Member[] | undefined {
  parser ??= new FslParser();
  parser.load(text, scan(text), source, 0, MAX_NESTING);
  parser.skipped = skipped;
  return parser.whole(parser.file);
}

function withBlanks(text: string, skipped: readonly Extent[]): string {
  let blanked = text;
  for (const { start, end } of skipped) {
    blanked = blanked.slice(0, start) + " ".repeat(end - start) + blanked.slice(end);
  }
  return blanked;
}

function failed(diagnostics: readonly Diagnostic[]): Parsed<never> {
  return { ok: false, diagnostics };
}
