import { isIdentifierPart, isIdentifierStart } from "../characters.js";
import type { Extent } from "./base.js";
import { LexicalRecogniser } from "./lexical.js";

/** Entries in type parentheses: parameters if `=>` follows. */
interface Entries extends Extent {
  readonly names: readonly Extent[];
  /** The types after `...`, in order. */
  readonly variadic: readonly { readonly type: Extent; readonly isLast: boolean }[];
}

/** A key with its text. */
export interface Key extends Extent {
  readonly value: string;
}

interface TypeField {
  readonly kind: "field" | "wildcard" | "open";
  /** The type, or the `...`. */
  readonly where: Extent;
  readonly whole: Extent;
  readonly key: Key | undefined;
}

type Operand = { readonly extent: Extent; readonly entries: Entries | undefined };

/** Type expressions. spec/01 §8.1, §11.3 */
export abstract class TypeRecogniser extends LexicalRecogniser {
  /** True where object types may have defaults: in the field types of a schema. */
  protected allowsDefaults = false;

  /** An expression of a default or `let`; a short lambda in it is recorded as an error. */
  protected abstract plainExpression(): Extent | undefined;

  /** A type whose object types may have defaults. */
  fieldType(): Extent | undefined {
    this.allowsDefaults = true;
    return this.type();
  }

  type(): Extent | undefined {
    const type = this.typeOnLine();
    return type && this.anySpace() && type;
  }

  /** A type without the line ends after it. */
  protected typeOnLine(): Extent | undefined {
    return this.nested(() => {
      const start = this.position;
      const operands: Operand[] = [];
      const operators: string[] = [];
      for (;;) {
        const operand = this.typeOperand();
        if (operand === undefined) return undefined;
        operands.push(operand);
        const operator = ["|", "&", "=>"].find((symbol) => this.acceptCommitting(symbol));
        if (operator === undefined) break;
        operators.push(operator);
        this.anySpace();
      }
      this.judgeEntries(operands, operators);
      return this.extent(start);
    });
  }

  private typeOperand(): Operand | undefined {
    const start = this.position;
    const primary = this.attempt(() => this.typePrimary());
    if (primary === undefined) return this.fail("type");
    this.inlineSpace();
    let marked = false;
    while (this.acceptCommitting("?")) {
      marked = true;
      this.inlineSpace();
    }
    const operand = { extent: this.extent(start), entries: primary.entries };
    if (!marked) return operand;
    this.judgeEntries([operand], []);
    return { ...operand, entries: undefined };
  }

  /** Names and `...` may stand only in parentheses that are all there is between `=>`s, with one following. */
  private judgeEntries(operands: readonly Operand[], operators: readonly string[]): void {
    operands.forEach(({ entries }, i) => {
      if (entries === undefined) return;
      const areParameters = operators[i] === "=>" && (i === 0 || operators[i - 1] === "=>");
      for (const { type, isLast } of entries.variadic) {
        if (!areParameters || !isLast) this.record("Invalid variadic argument", type);
        if (!isLast && entries.names.length > 0) this.record("Invalid variadic argument", type);
      }
      if (areParameters) return;
      for (const name of entries.names) this.record("Only lambda argument types may be named", name);
    });
  }

  private typePrimary(): { readonly entries: Entries | undefined } | undefined {
    if (isIdentifierStart(this.code())) return this.namedType() && { entries: undefined };
    if (this.code() === 123) return this.objectType() && { entries: undefined };
    if (this.code() === 91) return this.bracketType() && { entries: undefined };
    if (this.code() === 40) return this.parenType();
    const literal = this.attempt(() => this.quoted(false)) ?? this.attempt(() => this.integer());
    return literal && { entries: undefined };
  }

  private namedType(): true | undefined {
    for (const word of ["Any", "Never", "true", "false"]) {
      if (this.acceptWord(word)) return true;
    }
    this.advance(1);
    for (;;) {
      const dot = this.code() === 46 ? 1 : 0;
      if (!isIdentifierPart(this.code(dot))) break;
      this.advance(dot + 1);
    }
    if (!this.acceptCommitting("<")) {
      this.note("`<`");
      return true;
    }
    this.anySpace();
    if (this.type() === undefined) return undefined;
    this.entriesAfter(() => this.type());
    if (this.option(",")) this.anySpace();
    return this.expect(">", '">"');
  }

  /** `, entry` as often as it comes. Nothing is said of an entry that does not come. */
  private entriesAfter<T>(entry: () => T | undefined): T[] {
    const entries: T[] = [];
    for (;;) {
      const next = this.attempt(() => {
        if (!this.accept(",")) return this.fail();
        this.anySpace();
        return this.attemptQuietly(entry);
      });
      if (next === undefined) return entries;
      entries.push(next);
    }
  }

  private bracketType(): true | undefined {
    this.acceptCommitting("[");
    this.anySpace();
    if (this.attemptQuietly(() => this.type())) this.entriesAfter(() => this.type());
    if (this.option(",")) this.anySpace();
    return this.expect("]");
  }

  private parenType(): { readonly entries: Entries | undefined } | undefined {
    const start = this.position;
    this.acceptCommitting("(");
    this.anySpace();
    const first = this.attemptQuietly(() => this.typeParameter());
    const parameters = first === undefined ? [] : [first, ...this.entriesAfter(() => this.typeParameter())];
    if (this.option(",")) this.anySpace();
    if (this.expect(")") === undefined) return undefined;
    const names = parameters.flatMap(({ name }) => (name === undefined ? [] : [name]));
    const variadic = parameters.flatMap(({ isVariadic, type }, i) =>
      isVariadic ? [{ type, isLast: i === parameters.length - 1 }] : [],
    );
    const isList = names.length > 0 || variadic.length > 0;
    return { entries: isList ? { ...this.extent(start), names, variadic } : undefined };
  }

  private typeParameter() {
    const name = this.attempt(() => this.typeParameterName());
    const isVariadic = this.acceptCommitting("...");
    if (isVariadic) this.anySpace();
    // What the reference calls this where a name has been read.
    const asNamed = name !== undefined && !isVariadic;
    const type = asNamed ? this.attemptQuietly(() => this.type()) : this.type();
    if (type === undefined) return asNamed ? this.fail("expression") : undefined;
    return { name, isVariadic, type };
  }

  /** A name and `:`, without space between. */
  private typeParameterName(): Extent | undefined {
    const name = this.acceptName();
    if (name === undefined) return this.fail();
    if (!this.option(":")) return this.fail();
    this.commit();
    this.anySpace();
    return name;
  }

  private objectType(): true | undefined {
    const fields: TypeField[] = [];
    this.acceptCommitting("{");
    this.anySpace();
    for (;;) {
      const field = this.attemptQuietly(() => this.nextTypeField(fields));
      if (field === undefined) break;
      fields.push(field);
    }
    if (fields.length === 0 ? this.accept(",") : this.option(",")) this.anySpace();
    this.anySpace();
    return this.expect("}") && this.judgeKeys(fields);
  }

  private nextTypeField(before: readonly TypeField[]): TypeField | undefined {
    if (before.length > 0 && !this.typeFieldSeparator()) return this.fail();
    this.anySpace();
    const field = this.attemptQuietly(() => this.typeField());
    if (field === undefined) return this.fail();
    for (const { kind, where } of before) {
      if (kind === "wildcard") {
        const hints = [this.hint("Wildcard defined here", where)];
        this.record("Wildcard must be the last element in an object", field.whole, undefined, hints);
      } else if (kind === "open") {
        const hints = [this.hint("Interface defined here", where)];
        this.record("Interface must be the last element in an object", field.whole, undefined, hints);
      }
    }
    return field;
  }

  private typeFieldSeparator(): boolean {
    if (this.accept(",") || this.accept(";")) return true;
    const { position } = this;
    this.anySpace();
    return this.position > position;
  }

  private typeField(): TypeField | undefined {
    const start = this.position;
    if (this.acceptCommitting("...")) {
      const where = this.extent(start);
      this.anySpace();
      return { kind: "open", where, whole: where, key: undefined };
    }
    const isWildcard = this.accept("*");
    const key = isWildcard ? undefined : this.plainKey();
    if (!isWildcard && key === undefined) return this.fail();
    this.inlineSpace();
    if (!this.acceptCommitting(":")) return this.fail();
    this.anySpace();
    const type = this.typeOnLine();
    if (type === undefined) return undefined;
    this.forget("`<`", this.position);
    if (isWildcard) return { kind: "wildcard", where: type, whole: this.extent(start), key: undefined };
    if (this.acceptCommitting("=") && !this.fieldDefault()) return undefined;
    return { kind: "field", where: type, whole: this.extent(start), key };
  }

  private fieldDefault(): Extent | undefined {
    this.anySpace();
    const value = this.plainExpression();
    if (value !== undefined && !this.allowsDefaults)
      this.record("Default values are not allowed here", value);
    return value;
  }

  /** A word or a string without interpolation. */
  protected plainKey(): Key | undefined {
    const word = this.acceptAnyWord();
    return word === undefined ? this.quoted(false) : { ...word, value: this.textOf(word) };
  }

  private judgeKeys(fields: readonly TypeField[]): true | undefined {
    const keys = fields.flatMap(({ key }) => (key === undefined ? [] : [key]));
    return this.recordRepeatedKeys(keys) ? this.fail() : true;
  }

  /** True if a key stands twice; each repeat is recorded. */
  protected recordRepeatedKeys(keys: readonly Key[]): boolean {
    const first = new Map<string, Key>();
    let repeated = false;
    for (const key of keys) {
      const original = first.get(key.value);
      if (original === undefined) first.set(key.value, key);
      else {
        repeated = true;
        this.record("Duplicate key", key, undefined, [this.hint("Key originally used here", original)]);
      }
    }
    return repeated;
  }

  /** A type with its type parameters before it. */
  typeScheme(): Extent | undefined {
    const start = this.position;
    if (this.acceptCommitting("<")) {
      this.anySpace();
      if (this.typeParameterWord() === undefined) return this.fail("identifier");
      this.entriesAfter(() => this.typeParameterWord());
      if (this.option(",")) this.anySpace();
      if (this.expect(">", '">"') === undefined) return undefined;
      this.anySpace();
    }
    return this.type() && this.extent(start);
  }

  private typeParameterWord(): Extent | undefined {
    const word = this.acceptAnyWord();
    return word && this.anySpace() && word;
  }
}
