import { type Diagnostic, type Hint, syntaxError } from "../../diagnostic.js";
import { RESERVED_WORDS } from "../../names.js";
import { type Source, type Span, span } from "../../span.js";
import { isIdentifierPart, isIdentifierStart, skipAnySpace, skipInlineSpace } from "../characters.js";
import { TooDeep } from "../nesting.js";

/** What a rule has read: a stretch of text without the space around it. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A text and where it stands in its source. */
export interface RecogniserInput {
  readonly text: string;
  readonly source: Source;
  readonly offset: number;
  readonly maxNesting: number;
}

/** Thrown where a rule fails after a commit: nothing else is tried then. */
class CommittedFailure extends Error {}

const COMMITTED_FAILURE = new CommittedFailure("failed after a commit");

/**
 * Finds out why a text is not FQL. It runs only when the parser has failed, and makes the errors of spec/01 §11,
 * which are those of an ordered-choice parser over characters with commit points:
 *
 * - A rule returns what it read, or undefined: then `position` is where it failed.
 * - `attempt` is one alternative of a choice: it fails without a trace, unless the rule has committed itself;
 *   then the whole parse fails at once, at that place.
 * - `expect` and `fail` note what was expected where. The error lists all that was expected where the parse failed,
 *   also by alternatives given up.
 * - Listed errors (spec/01 §11.2) are recorded as met and hide what was expected.
 *
 * The recogniser of FSL extends `ExpressionRecogniser` as its parser extends `ExpressionGrammar`.
 */
export abstract class BaseRecogniser {
  readonly diagnostics: Diagnostic[] = [];
  protected readonly text: string;
  protected position = 0;
  /** The end of the last token, which space may follow. */
  protected lastEnd = 0;
  private committed = false;
  private readonly expected = new Map<number, Set<string>>();
  private unnoted = -1;
  private nesting = 0;

  constructor(private readonly input: RecogniserInput) {
    this.text = input.text;
  }

  /** The errors of the text as `rule` reads it; none if it is fine. */
  explain(rule: () => unknown): readonly Diagnostic[] {
    if (this.accepts(rule) || this.diagnostics.length > 0) return this.diagnostics;
    const labels = [...(this.expected.get(this.position) ?? ["end-of-input"])];
    return [syntaxError(`Expected ${joinLabels(labels)}`, this.characterAt(this.position))];
  }

  private accepts(rule: () => unknown): boolean {
    try {
      this.anySpace();
      if (rule() === undefined) return false;
      return this.position === this.text.length || this.fail("end-of-input") !== undefined;
    } catch (failure) {
      if (failure === COMMITTED_FAILURE) return false;
      throw failure;
    }
  }

  // Reading

  protected code(distance = 0): number {
    return this.text.charCodeAt(this.position + distance);
  }

  protected inlineSpace(): true {
    this.position = skipInlineSpace(this.text, this.position);
    return true;
  }

  protected anySpace(): true {
    this.position = skipAnySpace(this.text, this.position);
    return true;
  }

  protected advance(length: number): true {
    this.position += length;
    this.lastEnd = this.position;
    return true;
  }

  /** Reads `token` if it stands here; notes nothing if not. */
  protected accept(token: string): boolean {
    return this.text.startsWith(token, this.position) && this.advance(token.length);
  }

  /** Reads a bracket or another token that commits. */
  protected acceptCommitting(token: string): boolean {
    return this.accept(token) && this.commit();
  }

  /** Reads `token` if it stands here, and notes that it might. */
  protected option(token: string): boolean {
    if (this.accept(token)) return true;
    this.note(`\`${token}\``);
    return false;
  }

  /** Reads `token`, or fails for want of it. */
  protected expect(token: string, label = `\`${token}\``): true | undefined {
    return this.accept(token) || this.fail(label);
  }

  /** Reads a keyword: no identifier character may follow. */
  protected acceptWord(word: string): boolean {
    if (!this.text.startsWith(word, this.position) || isIdentifierPart(this.code(word.length))) return false;
    return this.advance(word.length);
  }

  /** Reads a word, reserved ones too; undefined, with nothing noted, if there is none. */
  protected acceptAnyWord(): Extent | undefined {
    if (!isIdentifierStart(this.code())) return undefined;
    const start = this.position;
    let length = 1;
    while (isIdentifierPart(this.code(length))) length++;
    this.advance(length);
    return { start, end: this.position };
  }

  /** Reads a name. A reserved word is a listed error, and not read. */
  protected acceptName(alsoRefused: readonly string[] = []): Extent | undefined {
    const start = this.position;
    const word = this.acceptAnyWord();
    if (word === undefined) return undefined;
    const name = this.textOf(word);
    if (!RESERVED_WORDS.has(name) && !alsoRefused.includes(name)) return word;
    this.position = start;
    this.record("Invalid identifier", word, `\`${name}\` is a keyword`);
    return undefined;
  }

  protected textOf({ start, end }: Extent): string {
    return this.text.slice(start, end);
  }

  protected extent(start: number): Extent {
    return { start, end: this.lastEnd };
  }

  // Choosing and failing

  protected commit(): true {
    this.committed = true;
    return true;
  }

  /** One alternative: where `rule` fails uncommitted, as if nothing had been read. */
  protected attempt<T>(rule: () => T | undefined): T | undefined {
    const { position, lastEnd, committed } = this;
    this.committed = false;
    const read = rule();
    if (read === undefined) {
      this.position = position;
      this.lastEnd = lastEnd;
      this.committed = committed;
    } else {
      this.committed ||= committed;
    }
    return read;
  }

  /** An alternative of which nothing is said that was expected at its beginning. */
  protected attemptQuietly<T>(rule: () => T | undefined): T | undefined {
    const { unnoted } = this;
    this.unnoted = this.position;
    const read = this.attempt(rule);
    this.unnoted = unnoted;
    return read;
  }

  /** What `rule` reads does not commit, though an error in it may. */
  protected withoutCommitting<T>(rule: () => T): T {
    const { committed } = this;
    const read = rule();
    this.committed = committed;
    return read;
  }

  /** Notes that `label` would have done here. */
  protected note(label: string): void {
    if (this.position === this.unnoted) return;
    const labels = this.expected.get(this.position);
    if (labels === undefined) this.expected.set(this.position, new Set([label]));
    else labels.add(label);
  }

  protected forget(label: string, position: number): void {
    this.expected.get(position)?.delete(label);
  }

  protected fail(...labels: readonly string[]): undefined {
    for (const label of labels) this.note(label);
    if (this.committed) throw COMMITTED_FAILURE;
    return undefined;
  }

  protected nested<T>(rule: () => T): T {
    if (++this.nesting > this.input.maxNesting) throw new TooDeep(this.position + this.input.offset);
    const read = rule();
    this.nesting--;
    return read;
  }

  // Listed errors

  protected record(message: string, where: Extent, annotation?: string, hints: readonly Hint[] = []): void {
    this.diagnostics.push(syntaxError(message, this.spanOf(where), annotation, hints));
  }

  protected hint(message: string, where: Extent, replacement?: string): Hint {
    const suggestion = replacement === undefined ? undefined : { replacement };
    return { kind: "hint", message, span: this.spanOf(where), suggestion };
  }

  protected spanOf({ start, end }: Extent): Span {
    const { source, offset } = this.input;
    return span(source, start + offset, end + offset);
  }

  private characterAt(position: number): Span {
    return this.spanOf({ start: position, end: position + 1 });
  }
}

/** `A`; `A or B`; `A, B, or C`, in the order of code units. */
function joinLabels(labels: string[]): string {
  labels.sort((a, b) => (a < b ? -1 : 1));
  if (labels.length <= 2) return labels.join(" or ");
  return `${labels.slice(0, -1).join(", ")}, or ${labels.at(-1)}`;
}
