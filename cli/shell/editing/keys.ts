/** A key that was pressed, or text that was typed or pasted. */
export interface Key {
  readonly name:
    | "text"
    | "paste"
    | "enter"
    | "newline"
    | "tab"
    | "backspace"
    | "delete"
    | "escape"
    | "up"
    | "down"
    | "left"
    | "right"
    | "home"
    | "end"
    | "letter"
    | "other";
  /** What `text` and `paste` insert; which `letter` it is. */
  readonly text: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

const PASTE_START = "\u001b[200~";
const PASTE_END = "\u001b[201~";
/** `ESC [ numbers letter`: cursor keys, and others by number. */
const CONTROL_SEQUENCE = /^\u001b\[([\d;]*)([A-Za-z~])/;
const SINGLE_SHIFT = /^\u001bO([A-Z])/;

const BY_LETTER: Readonly<Record<string, Key["name"]>> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  F: "end",
  H: "home",
};
const BY_NUMBER: Readonly<Record<string, Key["name"]>> = {
  1: "home",
  3: "delete",
  4: "end",
  7: "home",
  8: "end",
};

/** Reads what a terminal sends. A paste may come in several pieces. */
export class KeyDecoder {
  private pending = "";

  push(chunk: string): readonly Key[] {
    let rest = this.pending + chunk;
    this.pending = "";
    const keys: Key[] = [];
    while (rest !== "") {
      if (rest.startsWith(PASTE_START)) {
        const end = rest.indexOf(PASTE_END);
        if (end < 0) {
          this.pending = rest;
          break;
        }
        keys.push(key("paste", rest.slice(PASTE_START.length, end).replaceAll(/\r\n?/g, "\n")));
        rest = rest.slice(end + PASTE_END.length);
        continue;
      }
      const [decoded, length] = decode(rest);
      keys.push(decoded);
      rest = rest.slice(length);
    }
    return keys;
  }
}

function key(name: Key["name"], text = "", modifiers: Partial<Key> = {}): Key {
  return { name, text, control: false, alt: false, shift: false, ...modifiers };
}

function decode(text: string): readonly [key: Key, length: number] {
  const sequence = CONTROL_SEQUENCE.exec(text);
  if (sequence !== null) return [fromSequence(sequence[1]!, sequence[2]!), sequence[0].length];
  const shifted = SINGLE_SHIFT.exec(text);
  if (shifted !== null) return [key(BY_LETTER[shifted[1]!] ?? "other"), shifted[0].length];
  if (text[0] === "\u001b") {
    if (text.length === 1) return [key("escape"), 1];
    const [inner, length] = decode(text.slice(1));
    const isLetter = inner.name === "text" && length === 1;
    return [{ ...inner, name: isLetter ? "letter" : inner.name, alt: true }, length + 1];
  }
  const code = text.codePointAt(0)!;
  if (code < 0x20 || code === 0x7f) return [fromControl(code), 1];
  const printable = /^[^\u0000-\u001f\u007f]+/.exec(text)![0];
  return [key("text", printable), printable.length];
}

const SHIFT = 1;
const ALT = 2;
const CONTROL = 4;
const ENTER_CODE = "13";

function fromSequence(parameters: string, last: string): Key {
  const numbers = parameters.split(";");
  // `CSI 27 ; modifiers ; code ~` and `CSI code ; modifiers u` tell of keys that have no code of their own.
  const isOther = last === "~" && numbers[0] === "27";
  const bits = Number(numbers[1] ?? "1") - 1;
  const modifiers = {
    shift: (bits & SHIFT) !== 0,
    alt: (bits & ALT) !== 0,
    control: (bits & CONTROL) !== 0,
  };
  if (isOther || last === "u") {
    return key((isOther ? numbers[2] : numbers[0]) === ENTER_CODE ? "enter" : "other", "", modifiers);
  }
  if (last === "Z") return key("tab", "", { shift: true });
  return key((last === "~" ? BY_NUMBER[numbers[0]!] : BY_LETTER[last]) ?? "other", "", modifiers);
}

function fromControl(code: number): Key {
  switch (code) {
    case 0x0d:
      return key("enter");
    case 0x0a:
      return key("newline");
    case 0x09:
      return key("tab");
    case 0x08:
    case 0x7f:
      return key("backspace");
    case 0x1b:
      return key("escape");
    default:
      return key("letter", String.fromCharCode(code + 0x60), { control: true });
  }
}
