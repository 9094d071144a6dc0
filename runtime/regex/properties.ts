import { blockNamed } from "./blocks.js";
import {
  ALL,
  type CodePointSet,
  collect,
  complement,
  intersection,
  oneOf,
  range,
  union,
} from "./codePointSet.js";

/** Flags that change what a property means. */
export interface PropertyFlags {
  readonly ignoreCase: boolean;
  /** `U`: the POSIX names are Unicode's. */
  readonly unicodeClasses: boolean;
}

/** `\p{name}`; undefined for names that Java does not know. */
export function propertyNamed(name: string, flags: PropertyFlags): CodePointSet | undefined {
  if (name.startsWith("In")) return blockNamed(name.slice(2));
  if (name.startsWith("Is")) {
    const short = name.slice(2);
    return binaryProperty(short, flags) ?? category(short, flags) ?? script(short);
  }
  return (flags.unicodeClasses ? unicodePosix(name, flags) : undefined) ?? category(name, flags);
}

/** `\p{name=value}` */
export function propertyWithValue(
  name: string,
  value: string,
  flags: PropertyFlags,
): CodePointSet | undefined {
  switch (name.toLowerCase()) {
    case "sc":
    case "script":
      return script(value);
    case "blk":
    case "block":
      return blockNamed(value);
    case "gc":
    case "general_category":
      return category(value, flags);
    default:
      return undefined;
  }
}

const CATEGORIES: ReadonlySet<string> = new Set(
  (
    "Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf " +
    "L M N Z C P S LC"
  ).split(" "),
);
const CASED = new Set(["Lu", "Ll", "Lt"]);

function category(name: string, flags: PropertyFlags): CodePointSet | undefined {
  if (CATEGORIES.has(name)) {
    return flags.ignoreCase && CASED.has(name) ? unicode("LC") : unicode(name);
  }
  return asciiClass(name, flags) ?? javaClass(name, flags);
}

const LOWER = range(97, 122);
const UPPER = range(65, 90);
const DIGIT = range(48, 57);
const ALPHA = union(UPPER, LOWER);
const PUNCTUATION = oneOf("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
const GRAPHIC = range(0x21, 0x7e);

function asciiClass(name: string, flags: PropertyFlags): CodePointSet | undefined {
  switch (name) {
    case "all":
      return ALL;
    case "ASCII":
      return range(0, 0x7f);
    case "L1":
      return range(0, 0xff);
    case "LD":
      return union(unicode("L"), unicode("Nd"));
    case "Alnum":
      return union(ALPHA, DIGIT);
    case "Alpha":
      return ALPHA;
    case "Blank":
      return oneOf(" \t");
    case "Cntrl":
      return union(range(0, 0x1f), range(0x7f, 0x7f));
    case "Digit":
      return DIGIT;
    case "Graph":
      return GRAPHIC;
    case "Lower":
      return flags.ignoreCase ? ALPHA : LOWER;
    case "Print":
      return range(0x20, 0x7e);
    case "Punct":
      return PUNCTUATION;
    case "Space":
      return union(range(9, 13), range(32, 32));
    case "Upper":
      return flags.ignoreCase ? ALPHA : UPPER;
    case "XDigit":
      return union(DIGIT, range(65, 70), range(97, 102));
    default:
      return undefined;
  }
}

const cased = () => union(unicode("Lowercase"), unicode("Uppercase"), unicode("Lt"));
const identifierIgnorable = () => union(range(0, 8), range(0xe, 0x1b), range(0x7f, 0x9f), unicode("Cf"));
const javaStart = () => union(unicode("L"), unicode("Nl"), unicode("Sc"), unicode("Pc"));
const javaPart = () => union(javaStart(), unicode("Nd"), unicode("Mc"), unicode("Mn"), identifierIgnorable());

/** Tests of Java's `Character`: `javaLowerCase`. */
function javaClass(name: string, flags: PropertyFlags): CodePointSet | undefined {
  switch (name) {
    case "javaLowerCase":
      return flags.ignoreCase ? cased() : unicode("Lowercase");
    case "javaUpperCase":
      return flags.ignoreCase ? cased() : unicode("Uppercase");
    case "javaTitleCase":
      return flags.ignoreCase ? cased() : unicode("Lt");
    case "javaAlphabetic":
      return unicode("Alphabetic");
    case "javaIdeographic":
      return unicode("Ideographic");
    case "javaDigit":
      return unicode("Nd");
    case "javaDefined":
      return unicode("Assigned");
    case "javaLetter":
      return unicode("L");
    case "javaLetterOrDigit":
      return union(unicode("L"), unicode("Nd"));
    case "javaJavaIdentifierStart":
      return javaStart();
    case "javaJavaIdentifierPart":
      return javaPart();
    case "javaUnicodeIdentifierStart":
      return unicode("ID_Start");
    case "javaUnicodeIdentifierPart":
      return union(unicode("ID_Continue"), identifierIgnorable());
    case "javaIdentifierIgnorable":
      return identifierIgnorable();
    case "javaSpaceChar":
      return unicode("Z");
    case "javaWhitespace":
      return union(
        intersection(unicode("Z"), complement(oneOf("\u00a0\u2007\u202f"))),
        range(9, 13),
        range(28, 31),
      );
    case "javaISOControl":
      return unicode("Cc");
    case "javaMirrored":
      return unicode("Bidi_Mirrored");
    default:
      return undefined;
  }
}

/** `\p{IsAlphabetic}`: names in any case. */
function binaryProperty(name: string, flags: PropertyFlags): CodePointSet | undefined {
  switch (name.toUpperCase()) {
    case "LETTER":
      return unicode("L");
    case "IDEOGRAPHIC":
      return unicode("Ideographic");
    case "TITLECASE":
      return flags.ignoreCase ? cased() : unicode("Lt");
    case "WHITE_SPACE":
    case "WHITESPACE":
      return unicode("White_Space");
    case "CONTROL":
      return unicode("Cc");
    case "PUNCTUATION":
      return unicode("P");
    case "HEX_DIGIT":
    case "HEXDIGIT":
      return union(unicode("Nd"), unicode("Hex_Digit"));
    case "ASSIGNED":
      return unicode("Assigned");
    case "NONCHARACTER_CODE_POINT":
    case "NONCHARACTERCODEPOINT":
      return unicode("Noncharacter_Code_Point");
    case "JOIN_CONTROL":
    case "JOINCONTROL":
      return unicode("Join_Control");
    case "WORD":
      return unicodeWord();
    case "ALPHABETIC":
      return unicode("Alphabetic");
    case "LOWERCASE":
      return unicodePosix("Lower", flags);
    case "UPPERCASE":
      return unicodePosix("Upper", flags);
    case "DIGIT":
    case "ALNUM":
    case "BLANK":
    case "GRAPH":
    case "PRINT":
      return unicodePosix(name, flags);
    default:
      return undefined;
  }
}

/** The POSIX names as Unicode has them. */
function unicodePosix(name: string, flags: PropertyFlags): CodePointSet | undefined {
  switch (name.toUpperCase()) {
    case "ALPHA":
      return unicode("Alphabetic");
    case "LOWER":
      return flags.ignoreCase ? cased() : unicode("Lowercase");
    case "UPPER":
      return flags.ignoreCase ? cased() : unicode("Uppercase");
    case "SPACE":
      return unicode("White_Space");
    case "PUNCT":
      return unicode("P");
    case "XDIGIT":
      return union(unicode("Nd"), unicode("Hex_Digit"));
    case "ALNUM":
      return union(unicode("Alphabetic"), unicode("Nd"));
    case "CNTRL":
      return unicode("Cc");
    case "DIGIT":
      return unicode("Nd");
    case "BLANK":
      return unicodeBlank();
    case "GRAPH":
      return unicodeGraphic();
    case "PRINT":
      return intersection(union(unicodeGraphic(), unicodeBlank()), complement(unicode("Cc")));
    default:
      return undefined;
  }
}

const unicodeBlank = () => union(unicode("Zs"), range(9, 9));
const unicodeGraphic = () => complement(union(unicode("Z"), unicode("Cc"), unicode("Cs"), unicode("Cn")));

/** `\w` under `U`. */
export function unicodeWord(): CodePointSet {
  return union(
    unicode("Alphabetic"),
    ...["Mn", "Me", "Mc", "Nd", "Pc"].map(unicode),
    unicode("Join_Control"),
  );
}

/** `Latin`, `OLD_ITALIC`: names in any case, or their four letters. */
function script(name: string): CodePointSet | undefined {
  if (!/^[A-Za-z]+(_[A-Za-z]+)*$/.test(name)) return undefined;
  const titled = name.toLowerCase().replaceAll(/(^|_)[a-z]/g, (letters) => letters.toUpperCase());
  const spelled = SPELLED[titled] ?? titled;
  return isKnown(`Script=${spelled}`) ? unicode(`Script=${spelled}`) : undefined;
}

const SPELLED: Readonly<Record<string, string>> = { Signwriting: "SignWriting" };

/** Whether the host's Unicode tables have a property of that (harmless) name. */
function isKnown(property: string): boolean {
  try {
    new RegExp(`\\p{${property}}`, "u");
    return true;
  } catch {
    return false;
  }
}

const sets = new Map<string, CodePointSet>();

/** The code points of a property under its Unicode name, from the host's tables; collected once. */
export function unicode(property: string): CodePointSet {
  let set = sets.get(property);
  if (set === undefined) {
    set = collect(property);
    sets.set(property, set);
  }
  return set;
}
