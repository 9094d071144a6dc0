import { DELETED_COLLECTION } from "../../documents/index.js";
import {
  type Bytes,
  type CalendarDate,
  type Double,
  dateText,
  doubleText,
  encodeBase64,
  type FunctionValue,
  type Id,
  keyText,
  kindOf,
  type ModuleValue,
  moduleName,
  quoted,
  type Struct,
  structEntries,
  type Time,
  type Timestamp,
  timeFromMicros,
  timeText,
  type Uuid,
} from "../../values/index.js";
import { type DocumentNode, isNode, type Materialised, type Node, ReferenceNode } from "../materialised.js";
import { outerDocuments } from "./outerDocuments.js";
import { unmaterialised } from "./unmaterialised.js";

const INDENTATION = "  ";

/** The decorated format: text that reads like FQL. spec/08 §5.4 */
export function encodeDecorated(value: Materialised, transactionTime: Timestamp): string {
  return new DecoratedWriter(transactionTime, outerDocuments(value)).write(value, "");
}

class DecoratedWriter {
  /** Documents around the present place, outermost first. */
  private readonly enclosing: ReferenceNode[] = [];

  constructor(
    private readonly transactionTime: Timestamp,
    /** Where a reference within a document leads to one of these, it is written like it. */
    private readonly outer: ReadonlyMap<string, DocumentNode | ReferenceNode>,
  ) {}

  /** `indentation`: that of the line on which the text begins. */
  write(part: Materialised, indentation: string): string {
    if (isNode(part)) return this.node(part, indentation);
    if (Array.isArray(part)) return this.array(part, indentation);
    const plain = part as Exclude<typeof part, readonly Materialised[]>;
    const kind = kindOf(plain);
    switch (kind) {
      case "Null":
        return "null";
      case "Boolean":
      case "Int":
      case "Long":
        return String(plain);
      case "Double":
        return decoratedDouble((plain as Double).value);
      case "String":
        return decoratedString(plain as string, indentation);
      case "ID":
        return `"${(plain as Id).text}"`;
      case "Bytes":
        return `Bytes("${encodeBase64((plain as Bytes).bytes)}")`;
      case "Time":
        return `Time("${timeText(plain as Time)}")`;
      case "TransactionTime":
        return `Time("${timeText(timeFromMicros(this.transactionTime))}")`;
      case "Date":
        return `Date("${dateText((plain as CalendarDate).epochDay)}")`;
      case "UUID":
        return `UUID("${(plain as Uuid).text}")`;
      case "Object":
        return this.object(structEntries(plain as Struct), indentation);
      case "Module":
        return moduleText(plain as ModuleValue);
      case "Lambda":
      case "Function":
        return `"[function ${(plain as FunctionValue).displayName}]"`;
      case "Array":
      case "Document":
      case "Set":
      case "SetCursor":
      case "EventSource":
        throw unmaterialised(kind);
    }
  }

  private node(node: Node, indentation: string): string {
    switch (node.node) {
      case "object":
      case "page":
        return this.object(node.fields, indentation);
      case "token":
        return `"${node.token}"`;
      case "document":
        return this.document(node, indentation);
      case "reference":
        return this.reference(node, indentation);
    }
  }

  private document(node: DocumentNode, indentation: string): string {
    this.enclosing.push(node.reference);
    const text = this.object(node.fields, indentation);
    this.enclosing.pop();
    return text;
  }

  private reference(node: ReferenceNode, indentation: string): string {
    const known = node.missing === undefined ? this.outer.get(node.identity) : node;
    if (known instanceof ReferenceNode) return `${referenceText(known)} /* ${known.missing} */`;
    const isCycle = this.enclosing.some((each) => each.identity === node.identity);
    return known === undefined || isCycle ? referenceText(node) : this.document(known, indentation);
  }

  // Loops, not `map`: arrays may be as deep as the stack of `materialise` allows.
  private array(elements: readonly Materialised[], indentation: string): string {
    const inner = indentation + INDENTATION;
    const lines: string[] = [];
    for (const element of elements) lines.push(this.write(element, inner));
    return bracketed("[", lines, "]", indentation);
  }

  private object(fields: readonly (readonly [string, Materialised])[], indentation: string): string {
    const inner = indentation + INDENTATION;
    const lines: string[] = [];
    for (const [key, value] of fields) lines.push(`${keyText(key)}: ${this.write(value, inner)}`);
    return bracketed("{", lines, "}", indentation);
  }
}

function bracketed(open: string, lines: readonly string[], close: string, indentation: string): string {
  if (lines.length === 0) return open + close;
  const inner = `\n${indentation}${INDENTATION}`;
  return `${open}${inner}${lines.join(`,${inner}`)}\n${indentation}${close}`;
}

function decoratedDouble(value: number): string {
  if (Number.isFinite(value)) return doubleText(value);
  return Number.isNaN(value) ? "Math.NaN" : `${value < 0 ? "-" : ""}Math.Infinity`;
}

function moduleText(module: ModuleValue): string {
  return module === DELETED_COLLECTION ? "Collection.Deleted" : moduleName(module);
}

/** `Shelf("8")`, `Collection.byName("Shelf")` */
function referenceText({ collection, keyedBy, key }: ReferenceNode): string {
  const call = keyedBy === "name" ? ".byName" : "";
  return `${moduleText(collection)}${call}(${quoted(key)})`;
}

/** Strings of several lines are heredocs, unless every closing word occurs in them. */
function decoratedString(text: string, indentation: string): string {
  const word = text.includes("\n") ? closingWord(text) : undefined;
  if (word === undefined) return quoted(text);
  const lines = text.split(/\r\n|\r|\n/);
  if (lines[lines.length - 1] === "") lines.pop();
  const inner = `\n${indentation}${INDENTATION}`;
  return `<<-${word}${inner}${lines.join(inner)}\n${indentation}${word}`;
}

function closingWord(text: string): string | undefined {
  if (!text.includes("END")) return "END";
  const words = Array.from({ length: 10 }, (_, i) => `END${i}`);
  return words.find((word) => !text.includes(word));
}
