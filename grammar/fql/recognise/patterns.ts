import { TypeRecogniser } from "./types.js";

/** Patterns of `match`. spec/01 §8.2 */
export abstract class PatternRecogniser extends TypeRecogniser {
  pattern(): true | undefined {
    return this.nested(() => {
      const read = this.attempt(() => this.patternOnLine());
      return read === undefined ? this.fail("expression") : this.anySpace();
    });
  }

  private patternOnLine(): true | undefined {
    switch (this.text[this.position]) {
      case "{":
        return this.list("{", "}", () => this.fieldPattern());
      case "(":
        return this.list("(", ")", () => this.pattern());
      case "[":
        return this.arrayPattern();
      case "_":
        this.advance(1);
        return this.patternSuffix();
      default:
        return this.literalPattern() ?? (this.acceptName() ? this.patternSuffix() : this.fail());
    }
  }

  private literalPattern(): true | undefined {
    const literal =
      ["null", "true", "false"].some((word) => this.acceptWord(word) && this.commit()) ||
      this.attempt(() => this.quoted(false)) ||
      this.attempt(() => this.integer());
    return literal ? true : undefined;
  }

  private patternSuffix(): true | undefined {
    this.anySpace();
    if (this.acceptCommitting(":")) return this.anySpace() && this.type() && true;
    if (this.acceptCommitting("@")) return this.anySpace() && this.pattern();
    return true;
  }

  private list(opening: string, closing: string, entry: () => unknown): true | undefined {
    this.acceptCommitting(opening);
    this.anySpace();
    if (this.attempt(entry) !== undefined) this.patternsAfter(entry);
    if (this.option(",")) this.anySpace();
    return this.expect(closing);
  }

  private patternsAfter(entry: () => unknown): void {
    while (this.attempt(() => (this.accept(",") && this.anySpace() ? entry() : this.fail())) !== undefined) {}
  }

  private fieldPattern(): true | undefined {
    const name = this.acceptName();
    if (name === undefined) {
      if (this.quoted(false) === undefined) return undefined;
      if (!this.acceptCommitting(":")) return this.fail("`:`");
      return this.anySpace() && this.pattern();
    }
    this.inlineSpace();
    if (this.acceptCommitting(":")) return this.anySpace() && this.pattern();
    return this.anySpace();
  }

  private arrayPattern(): true | undefined {
    this.acceptCommitting("[");
    this.anySpace();
    if (!this.restPattern()) {
      if (this.attempt(() => this.pattern()) !== undefined) this.patternsAfter(() => this.pattern());
      this.attempt(() => (this.accept(",") && this.anySpace() && this.restPattern() ? true : this.fail()));
    }
    return this.expect("]");
  }

  private restPattern(): boolean {
    return this.acceptCommitting("...") && this.anySpace() && this.pattern() === true;
  }
}
