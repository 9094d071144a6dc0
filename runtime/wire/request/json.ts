import { Double } from "../../values/index.js";

/**
 * JSON as the wire needs it: objects keep the order of their keys and repeated ones, integers stay apart from
 * decimals, and no digit of a 64-bit integer is lost. engine §1
 */
export type Json = null | boolean | string | JsonInteger | Double | readonly Json[] | JsonObject;

/** A number where it fits 32 bits, else a bigint: as FQL's Int and Long. */
export type JsonInteger = number | bigint;

export class JsonObject {
  constructor(readonly entries: readonly (readonly [key: string, value: Json])[]) {}
}

export function isJsonArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

export type JsonRead =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problem: JsonProblem; readonly message: string };

/** `integer`: one beyond 64 bits. */
export type JsonProblem = "syntax" | "nesting" | "integer";

/** Arrays and objects within one another. spec/08 §2.3 */
const NESTING_LIMIT = 1000;

/** Reads one JSON text. */
export function readJson(text: string): JsonRead {
  try {
    return { ok: true, value: new JsonReader(text).document() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, problem: error.problem, message: error.message };
  }
}

class Unreadable {
  constructor(
    readonly problem: JsonProblem,
    readonly message: string,
  ) {}
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

class JsonReader {
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): Json {
    this.skipSpace();
    const value = this.value();
    this.skipSpace();
    if (this.position < this.text.length) throw this.unexpected();
    return value;
  }

  private value(): Json {
    const code = this.text.charCodeAt(this.position);
    if (code === QUOTE) return this.string();
    if (code === MINUS || (code >= ZERO && code <= NINE)) return this.number();
    switch (this.text[this.position]) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        throw this.unexpected();
    }
  }

  private object(): JsonObject {
    this.open();
    const entries: (readonly [string, Json])[] = [];
    if (!this.closes("}")) {
      do {
        this.skipSpace();
        if (this.text.charCodeAt(this.position) !== QUOTE) throw this.unexpected();
        const key = this.string();
        this.skipSpace();
        if (this.text[this.position] !== ":") throw this.unexpected();
        this.position += 1;
        this.skipSpace();
        entries.push([key, this.value()]);
      } while (this.continues("}"));
    }
    this.depth -= 1;
    return new JsonObject(entries);
  }

  private array(): readonly Json[] {
    this.open();
    const elements: Json[] = [];
    if (!this.closes("]")) {
      do {
        this.skipSpace();
        elements.push(this.value());
      } while (this.continues("]"));
    }
    this.depth -= 1;
    return elements;
  }

  private open(): void {
    this.position += 1;
    this.depth += 1;
    if (this.depth > NESTING_LIMIT) throw new Unreadable("nesting", "JSON exceeds nesting limit");
  }

  private closes(bracket: string): boolean {
    this.skipSpace();
    if (this.text[this.position] !== bracket) return false;
    this.position += 1;
    return true;
  }

  private continues(bracket: string): boolean {
    if (this.closes(bracket)) return false;
    if (this.text[this.position] !== ",") throw this.unexpected();
    this.position += 1;
    return true;
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.position)) throw this.unexpected();
    this.position += word.length;
    return value;
  }

  private number(): JsonInteger | Double {
    NUMBER.lastIndex = this.position;
    const match = NUMBER.exec(this.text);
    if (match === null) throw this.unexpected();
    const digits = match[0];
    this.position += digits.length;
    if (match[1] !== undefined || match[2] !== undefined) return new Double(Number(digits));
    if (digits.length < 16) {
      const small = Number(digits) + 0;
      return small === (small | 0) ? small : BigInt(digits);
    }
    const integer = BigInt(digits);
    if (BigInt.asIntN(64, integer) !== integer) {
      throw new Unreadable("integer", `The integer ${digits} is beyond 64 bits.`);
    }
    return integer;
  }

  private string(): string {
    const { text } = this;
    let start = this.position + 1;
    let result = "";
    for (let position = start; ; position++) {
      const code = text.charCodeAt(position);
      if (code === QUOTE) {
        this.position = position + 1;
        return result + text.slice(start, position);
      }
      if (code === BACKSLASH) {
        result += text.slice(start, position);
        this.position = position + 1;
        result += this.escape();
        start = this.position;
        position = start - 1;
      } else if (!(code >= 0x20)) {
        this.position = position;
        throw this.unexpected();
      }
    }
  }

  /** After the backslash. */
  private escape(): string {
    const letter = this.text[this.position] ?? "";
    if (letter === "u") {
      const digits = this.text.slice(this.position + 1, this.position + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.unexpected();
      this.position += 5;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (character === undefined) throw this.unexpected();
    this.position += 1;
    return character;
  }

  private skipSpace(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.position);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.position += 1;
    }
  }

  private unexpected(): Unreadable {
    const character = this.text[this.position];
    const what =
      character === undefined
        ? "Unexpected end of input"
        : `Unexpected character ${JSON.stringify(character)}`;
    return new Unreadable("syntax", `${what} at position ${this.position}.`);
  }
}
