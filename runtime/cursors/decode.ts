import type { SetOperator } from "../../compiler/index.js";
import { callFunction, type Run } from "../call/index.js";
import { appendedSet, arraySet, sourceSet } from "../operators/index.js";
import { unboundVariable, unknownFunction } from "../problems/calls.js";
import { invalidCursor } from "../problems/cursors.js";
import { mayNotReadCollection } from "../problems/documents.js";
import {
  Bytes,
  CalendarDate,
  DocumentValue,
  Double,
  decodeBase64,
  EventSource,
  type FunctionValue,
  ModuleValue,
  NATIVE,
  type NativeCollectionName,
  NULL,
  type SetValue,
  structOf,
  Time,
  type Timestamp,
  TRANSACTION_TIME,
  Uuid,
  type Value,
} from "../values/index.js";
import type { Encoded, EncodedOperator, LambdaText, Node } from "./format.js";

/** The internal id of no collection: documents of dropped ones. */
const NO_COLLECTION = -1;

/** The values of a list of nodes. What they name is looked up in the present schema, and may be gone. spec/05 §9.3 */
export class Decoder {
  private readonly values: Value[] = [];

  constructor(
    private readonly run: Run,
    nodes: readonly Node[],
  ) {
    for (const node of nodes) this.values.push(this.decodeNode(node));
  }

  decode(encoded: Encoded): Value {
    if (typeof encoded !== "object") return encoded;
    switch (encoded[0]) {
      case "#":
        return this.values[encoded[1]]!;
      case "null":
        return NULL;
      case "long":
        return BigInt(encoded[1]);
      case "double":
        return new Double(Number(encoded[1]));
      case "time":
        return new Time(encoded[1], encoded[2]);
      case "transactionTime":
        return TRANSACTION_TIME;
      case "date":
        return new CalendarDate(encoded[1]);
      case "uuid":
        return new Uuid(encoded[1]);
      case "bytes":
        return new Bytes(decodeBase64(encoded[1])!);
      case "document": {
        const [, collectionName, id, readAt, name] = encoded;
        const collection = collectionName === null ? NO_COLLECTION : this.collection(collectionName);
        return new DocumentValue(collection, id, readAt ?? undefined, name ?? undefined);
      }
      case "module":
        return this.module(encoded[1], encoded[2]);
      case "function":
        return this.global(encoded[1]);
    }
  }

  private all(encoded: readonly Encoded[]): readonly Value[] {
    return encoded.map((each) => this.decode(each));
  }

  private decodeNode(node: Node): Value {
    switch (node[0]) {
      case "array":
        return this.all(node[1]);
      case "object":
        return structOf(node[1].map(([key, value]) => [key, this.decode(value)] as const));
      case "set":
        return this.set(this.operator(node[1]), this.all(node[2]), node[3] ?? undefined);
      case "lambda":
        return this.lambda(node[1], this.all(node[2]));
      case "method": {
        const receiver = "receiver";
        return this.evaluate(`${receiver}.${node[1]}`, [receiver], [this.decode(node[2])]);
      }
      case "events":
        return new EventSource(this.decode(node[1]) as SetValue, node[2]);
    }
  }

  private lambda({ kind, text, names }: LambdaText, captured: readonly Value[]): Value {
    const lambda = this.evaluate(text, names, captured);
    if (kind === "lambda") return lambda;
    const projected = callFunction(this.run, lambda as FunctionValue, [arraySet(this.run, [])]);
    return (projected as SetValue).slots[1]!;
  }

  /** The value of an expression whose free variables have these values. */
  private evaluate(text: string, names: readonly string[], values: readonly Value[]): Value {
    const linked = this.run.schema.linker.linkText(text, names);
    if (linked === undefined) throw invalidCursor();
    return callFunction(this.run, linked, values);
  }

  private set(operator: SetOperator, slots: readonly Value[], at: Timestamp | undefined): SetValue {
    switch (operator.kind) {
      case "documents":
      case "indexScan":
      case "values":
      case "sequence":
      case "single":
        return sourceSet(this.run, operator, slots, at);
      default:
        return appendedSet(operator, slots, at);
    }
  }

  private operator(encoded: EncodedOperator): SetOperator {
    switch (encoded[0]) {
      case "documents":
        return { kind: "documents", collection: this.collection(encoded[1]) };
      case "indexScan":
        return this.index(encoded[1], encoded[2]);
      case "sort":
        return { kind: "sort", directions: encoded[1] };
      default:
        return { kind: encoded[0] };
    }
  }

  private index(collectionName: string, index: string): SetOperator {
    const collection = this.collection(collectionName);
    const definition = this.run.schema
      .collection(collection)
      ?.definition?.indexes.find(({ name }) => name === index);
    if (definition === undefined) throw unknownFunction(index, collectionName);
    if (!this.run.access.mayReadSome(collection)) throw mayNotReadCollection(collectionName);
    return { kind: "indexScan", collection, index, entries: definition.entries };
  }

  private collection(name: string): number {
    const native = NATIVE[name as NativeCollectionName] as number | undefined;
    if (native !== undefined) return native;
    const found = this.global(name);
    if (found instanceof ModuleValue && found.collection !== undefined) return found.collection;
    throw unboundVariable(name);
  }

  private module(parent: string | null, name: string): Value {
    if (parent === null && !(name in NATIVE)) {
      const found = this.run.schema.global(name);
      if (found !== undefined) return found;
    }
    return this.evaluate(parent === null ? name : `${parent}.${name}`, [], []);
  }

  private global(name: string): Value {
    const found = this.run.schema.global(name);
    if (found === undefined) throw unboundVariable(name);
    return found;
  }
}
