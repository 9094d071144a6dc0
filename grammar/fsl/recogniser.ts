import { isIdentifierStart, skipBlockComment } from "../fql/characters.js";
import type { Extent } from "../fql/recognise/base.js";
import { ExpressionRecogniser } from "../fql/recognise/expressions.js";
import { isQuotedName, wordKind } from "./words.js";

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Finds out why a text is not FSL, as its base class does for FQL; runs only when the parser has failed. What the
 * second phase reports is no error here: such parts are `skipped`. spec/02 §1.2, §2
 */
export class FslRecogniser extends ExpressionRecogniser {
  /** The rest of unknown members, and what stands in place of function bodies. */
  readonly skipped: Extent[] = [];

  file(): true {
    return this.members(() => this.itemSeparator());
  }

  private members(separator: () => true | undefined): true {
    this.skipSeparators();
    if (this.attempt(() => this.member())) {
      while (this.attempt(() => separator() && this.member())) {}
    }
    this.skipSeparators();
    return true;
  }

  /** Between items a block comment does as well. */
  private itemSeparator(): true | undefined {
    const start = this.position;
    this.skipSeparators();
    return /[\n\r;/]/.test(this.text.slice(start, this.position)) ? true : this.fail();
  }

  private memberSeparator(): true | undefined {
    this.inlineSpace();
    const start = this.position;
    this.skipSeparators();
    return this.position > start ? true : this.fail();
  }

  private member(): true | undefined {
    while (this.acceptCommitting("@")) {
      if (this.annotation() === undefined) return undefined;
    }
    if (this.code() === 42) return this.wildcard();
    if (!isIdentifierStart(this.code())) return this.quotedField();
    const word = this.acceptName();
    if (word === undefined) return this.fail();
    const text = this.textOf(word);
    if (text === "compute" && this.attempt(() => this.computedName())) return this.typeAndValue();
    this.inlineSpace();
    if (this.code() === 58 || this.startsValue()) return this.typeAndValue();
    return this.keywordRest(text);
  }

  private annotation(): true | undefined {
    this.anySpace();
    if (!this.acceptWord("alias") && !this.acceptWord("role")) return this.fail("alias", "role");
    this.anySpace();
    if (this.expect("(") === undefined) return undefined;
    this.anySpace();
    if (this.name("name") === undefined) return undefined;
    this.anySpace();
    return this.expect(")") && this.anySpace();
  }

  /** A name, in quotes or not. */
  private name(label: string): true | undefined {
    if (isIdentifierStart(this.code())) return this.acceptName() && true;
    return this.attempt(() => this.quotedName()) ?? this.fail(label);
  }

  private quotedName(): true | undefined {
    const read = this.quoted(false);
    return read !== undefined && isQuotedName(this.textOf(read)) ? true : this.fail();
  }

  // Fields

  private wildcard(): true | undefined {
    this.advance(1);
    this.inlineSpace();
    return this.code() === 58 ? this.typeAndValue() : this.fail();
  }

  private quotedField(): true | undefined {
    if (this.quotedName() === undefined) return undefined;
    this.inlineSpace();
    return this.code() === 58 || this.startsValue() ? this.typeAndValue() : this.fail();
  }

  private computedName(): true | undefined {
    this.anySpace();
    return this.accept("*") || this.name("name");
  }

  private startsValue(): boolean {
    return this.code() === 61 && this.code(1) !== 61 && this.code(1) !== 62;
  }

  /** `: Type = value`, either of which may be missing. */
  private typeAndValue(): true | undefined {
    this.inlineSpace();
    if (this.acceptCommitting(":")) {
      this.anySpace();
      if (this.memberType() === undefined) return undefined;
    }
    if (!this.startsValue()) {
      this.note("`=`");
      return true;
    }
    return this.assignedValue();
  }

  private memberType(): true | undefined {
    this.allowsDefaults = true;
    const type = this.typeOnLine();
    this.allowsDefaults = false;
    return type && this.inlineSpace();
  }

  private assignedValue(): true | undefined {
    if (this.expect("=") === undefined) return undefined;
    this.commit();
    this.anySpace();
    return this.expressionOnLine() && true;
  }

  // Members that begin with a word of their own

  private keywordRest(word: string): true | undefined {
    switch (wordKind(word)) {
      case "function":
        return this.functionRest();
      case "accessProvider":
        return this.accessProviderRest();
      case "named":
        return this.namedRest();
      case "plain":
        this.attemptQuietly(() => this.value());
        return true;
      case "migration":
        return this.migrationRest(word);
      case "unknown":
        this.skipRest();
        return true;
    }
  }

  private namedRest(): true | undefined {
    this.anySpace();
    const recorded = this.diagnostics.length;
    if (this.attemptQuietly(() => this.name("name"))) this.inlineSpace();
    else this.note("identifier");
    if (this.diagnostics.length > recorded) return this.fail();
    this.attemptQuietly(() => this.value());
    return true;
  }

  private value(): true | undefined {
    if (this.acceptCommitting("{")) {
      return this.nested(() => this.members(() => this.memberSeparator()) && this.expect("}"));
    }
    return this.acceptCommitting("[") ? this.paths() : this.expressionOnLine() && true;
  }

  private paths(): true | undefined {
    this.anySpace();
    if (this.attempt(() => this.expressionOnLine())) {
      this.anySpace();
      while (this.attempt(() => this.nextPath())) this.anySpace();
    }
    return this.expect("]");
  }

  private nextPath(): true | undefined {
    if (!this.option(",")) return this.fail();
    this.anySpace();
    return this.expressionOnLine() && true;
  }

  // Functions

  private functionRest(): true | undefined {
    this.commit();
    this.anySpace();
    if (this.name("name") === undefined) return undefined;
    this.inlineSpace();
    if (this.expect("(") === undefined) return undefined;
    this.anySpace();
    if (this.parameters() === undefined || this.expect(")") === undefined) return undefined;
    const read = this.attempt(() => this.functionBody());
    if (read === undefined) {
      this.inlineSpace();
      this.skipRest();
    }
    return true;
  }

  private parameters(): true | undefined {
    let variadic: Extent | undefined;
    while (this.code() !== 41) {
      if (variadic !== undefined) this.record("Variadic argument must be the last argument.", variadic);
      const start = this.position;
      const dots = this.option("...");
      this.anySpace();
      const name = this.acceptName();
      if (name === undefined) return dots ? this.fail("identifier") : this.fail("`)`", "identifier");
      this.anySpace();
      if (this.acceptCommitting(":")) {
        this.anySpace();
        if (this.memberType() === undefined) return undefined;
      } else {
        this.note("a type annotation");
      }
      if (dots) variadic = this.extent(start);
      this.anySpace();
      if (!this.option(",")) break;
      this.anySpace();
    }
    return true;
  }

  private functionBody(): true | undefined {
    this.inlineSpace();
    // Where no body follows, the type counts among what stands in its place.
    if (this.code() === 58 && !this.withoutCommitting(() => this.resultType())) return undefined;
    this.anySpace();
    if (!this.acceptCommitting("{")) return this.fail();
    this.anySpace();
    return this.blockRest();
  }

  private resultType(): true | undefined {
    this.acceptCommitting(":");
    this.anySpace();
    return this.memberType();
  }

  private accessProviderRest(): true | undefined {
    this.commit();
    if (!this.acceptWord("provider")) return this.fail("provider");
    this.anySpace();
    if (this.name("name") === undefined) return undefined;
    this.inlineSpace();
    return this.value();
  }

  // Migrations

  private migrationRest(word: string): true | undefined {
    this.commit();
    if (word === "add_wildcard") return true;
    this.anySpace();
    if (this.expressionOnLine() === undefined) return undefined;
    this.inlineSpace();
    if (word === "backfill") return this.assignedValue();
    if (word !== "move" && word !== "split") return true;
    if (this.expect("->") === undefined) return undefined;
    this.anySpace();
    if (this.expressionOnLine() === undefined) return undefined;
    while (word === "split" && this.attempt(() => this.inlineSpace() && this.nextPath())) {}
    return true;
  }

  /** `.a -> .b` subtracts nothing. */
  protected override binaryOperator(): true | undefined {
    return this.text.startsWith("->", this.position) ? this.fail() : super.binaryOperator();
  }

  /** Skips up to a line end, `;` or `}` that is not between brackets. */
  private skipRest(): void {
    const start = this.position;
    const closers: string[] = [];
    let position = start;
    while (position < this.text.length && !(closers.length === 0 && this.endsRest(position))) {
      const character = this.text[position]!;
      const closer = CLOSERS[character];
      if (closer !== undefined) closers.push(closer);
      else if (character === closers.at(-1)) closers.pop();
      const isComment = this.text.startsWith("/*", position);
      position = isComment ? Math.max(position + 1, skipBlockComment(this.text, position)) : position + 1;
    }
    this.position = position;
    this.skipped.push({ start, end: position });
  }

  private endsRest(position: number): boolean {
    return "\n\r;}".includes(this.text[position]!) || this.text.startsWith("//", position);
  }
}
