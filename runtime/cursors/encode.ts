import { BoundMethod, Lambda, type Run, UserFunction } from "../call/index.js";
import { DELETED_COLLECTION } from "../documents/index.js";
import type { SetShapeOf } from "../operators/index.js";
import {
  Bytes,
  CalendarDate,
  DocumentValue,
  Double,
  doubleText,
  EventSource,
  encodeBase64,
  Id,
  isStruct,
  ModuleValue,
  Null,
  SetCursor,
  SetValue,
  structEntries,
  Time,
  TransactionTime,
  Uuid,
  type Value,
} from "../values/index.js";
import type { Encoded, EncodedOperator, Node } from "./format.js";
import { lambdaText } from "./lambdaText.js";

/** Values as a list of nodes, each once, in which later ones refer to earlier ones: linear also where much is shared. */
export class Encoder {
  readonly nodes: Node[] = [];
  private readonly known = new Map<Value, Encoded>();

  constructor(
    private readonly run: Run,
    /** The text of a cursor within a cursor. */
    private readonly cursorText: (cursor: SetCursor) => string,
  ) {}

  encode(value: Value): Encoded {
    switch (typeof value) {
      case "string":
      case "number":
      case "boolean":
        return value;
      case "bigint":
        return ["long", String(value)];
    }
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const encoded = this.encodeContainer(value) ?? this.encodeScalar(value);
    this.known.set(value, encoded);
    return encoded;
  }

  private node(node: Node): Encoded {
    return ["#", this.nodes.push(node) - 1];
  }

  private all(values: readonly Value[]): readonly Encoded[] {
    return values.map((value) => this.encode(value));
  }

  private encodeContainer(value: Exclude<Value, string | number | boolean | bigint>): Encoded | undefined {
    if (Array.isArray(value)) return this.node(["array", this.all(value)]);
    if (isStruct(value)) {
      const fields = structEntries(value).map(([key, field]) => [key, this.encode(field)] as const);
      return this.node(["object", fields]);
    }
    if (value instanceof SetValue) return this.encodeSet(value);
    if (value instanceof Lambda) {
      return this.node(["lambda", lambdaText(value.code), this.all(value.captured)]);
    }
    if (value instanceof BoundMethod)
      return this.node(["method", value.displayName, this.encode(value.self)]);
    if (value instanceof EventSource) return this.node(["events", this.encode(value.set), value.watched]);
    return undefined;
  }

  /** Inputs first, without recursion: a `fold` makes pipelines of any length. */
  private encodeSet(root: SetValue): Encoded {
    const pending = [root];
    for (let set = pending.pop(); set !== undefined; set = pending.pop()) {
      const inputs = set.slots.filter(
        (slot): slot is SetValue => slot instanceof SetValue && !this.known.has(slot),
      );
      if (inputs.length > 0) pending.push(set, ...inputs);
      else if (!this.known.has(set)) {
        const node: Node = ["set", this.operator(set), this.all(set.slots), set.at ?? null];
        this.known.set(set, this.node(node));
      }
    }
    return this.known.get(root)!;
  }

  /** What is fixed in a set's operator, with names for ids. */
  private operator(set: SetValue): EncodedOperator {
    const { operator } = set.shape as SetShapeOf;
    switch (operator.kind) {
      case "documents":
        return [operator.kind, this.collectionName(operator.collection)];
      case "indexScan":
        return [operator.kind, this.collectionName(operator.collection), operator.index];
      case "sort":
        return [operator.kind, operator.directions];
      default:
        return [operator.kind];
    }
  }

  private encodeScalar(value: Value): Encoded {
    if (value instanceof Null) return ["null"];
    if (value instanceof Double) return ["double", doubleText(value.value)];
    if (value instanceof Id) return value.text;
    if (value instanceof DocumentValue) {
      return [
        "document",
        this.run.schema.collection(value.collection)?.name ?? null,
        value.id,
        value.readAt ?? null,
        value.name ?? null,
      ];
    }
    if (value instanceof Time) return ["time", value.epochDay, value.nanoOfDay];
    if (value instanceof TransactionTime) return ["transactionTime"];
    if (value instanceof CalendarDate) return ["date", value.epochDay];
    if (value instanceof Uuid) return ["uuid", value.text];
    if (value instanceof Bytes) return ["bytes", encodeBase64(value.bytes)];
    if (value instanceof ModuleValue) {
      if (value === DELETED_COLLECTION) return ["module", "Collection", value.name];
      const name = value.collection === undefined ? value.name : this.collectionName(value.collection);
      return ["module", value.parent ?? null, name];
    }
    if (value instanceof UserFunction) return ["function", value.displayName];
    if (value instanceof SetCursor) return this.cursorText(value);
    throw new Error("a value of no known kind");
  }

  private collectionName(id: number): string {
    return this.run.schema.collection(id)?.name ?? DELETED_COLLECTION.name;
  }
}
