import { any, array, method, object, objectLike, type Run, typeName } from "../call/index.js";
import { absence, CapturedDocument, documentFields, nullDocumentFailure } from "../documents/index.js";
import { invalidArgument } from "../problems/calls.js";
import {
  type DocumentValue,
  isStruct,
  ModuleValue,
  noElement,
  type Struct,
  structAssign,
  structEntries,
  structGet,
  structOf,
  structSize,
  type Value,
} from "../values/index.js";
import { displayText } from "./displayText.js";
import { libraryModule } from "./part.js";

type ObjectLike = Struct | DocumentValue | ModuleValue;
type Entries = readonly (readonly [key: string, value: Value])[];

/** The fields of an object, or of a document as it is written out; `parameter` is what errors name. spec/05 §10 */
function fieldsOf(run: Run, value: ObjectLike, parameter: string): Entries {
  if (isStruct(value)) return structEntries(value);
  if (value instanceof ModuleValue) {
    throw invalidArgument(parameter, "expected either an object or a document");
  }
  if (!(value instanceof CapturedDocument)) run.demand("read", "Reading a document");
  const absent = absence(run, value);
  if (absent === undefined) return documentFields(run, value);
  const { message } = nullDocumentFailure(run, value, absent);
  throw invalidArgument(parameter, message[0]!.toLowerCase() + message.slice(1));
}

/** The value at the end of a path through plain objects; undefined where there is none. */
function follow(start: Struct, path: readonly Value[]): Value | undefined {
  let current: Value | undefined = start;
  for (const key of path) {
    if (typeof key !== "string") throw invalidArgument("path", "expected an array of strings");
    current = current !== undefined && isStruct(current) ? structGet(current, key) : undefined;
    if (current === undefined) return undefined;
  }
  return current;
}

function entryOf(element: Value, index: number): readonly [string, Value] {
  const complain = (text: string) => invalidArgument("entries", `${text} at index ${index}`);
  if (!Array.isArray(element)) {
    throw complain(
      `expected an array for each element of the outer array, but saw type ${typeName(element)}`,
    );
  }
  const pair = element as readonly Value[];
  if (pair.length !== 2) throw complain(`expected inner array of length 2 but saw length ${pair.length}`);
  const [key, value] = pair as readonly [Value, Value];
  if (typeof key === "string") return [key, value];
  throw complain(
    `expected a string for the first element of each inner array, but saw type ${typeName(key)}`,
  );
}

function counted(run: Run, struct: Struct): Struct {
  run.memory.countElements(structSize(struct));
  return struct;
}

/** spec/05 §10 */
export const objectModule = libraryModule({
  name: "Object",
  doc: "Values with named fields: objects, documents and modules.",
  members: {
    assign: method({
      signature: "(destination: { *: A }, source: { *: B }) => { *: A | B }",
      takes: [[objectLike("destination"), objectLike("source")]],
      doc: "The fields of `destination`, overwritten and followed by those of `source`.",
      example: ["Object.assign({ a: 1, b: 2 }, { b: 3, c: 4 })", "{ a: 1, b: 3, c: 4 }"],
      perform: (run: Run, _self: Value, destination: ObjectLike, source: ObjectLike) => {
        if (isStruct(destination) && isStruct(source)) return counted(run, structAssign(destination, source));
        const fields = fieldsOf(run, destination, "destination");
        return counted(run, structOf([...fields, ...fieldsOf(run, source, "source")]));
      },
    }),
    entries: method({
      signature: "(object: { *: A }) => Array<[String, A]>",
      takes: [[objectLike("object")]],
      doc: "Pairs of key and value, in order.",
      example: ["Object.entries({ a: 1 })", `[["a", 1]]`],
      perform: (run: Run, _self: Value, value: ObjectLike) =>
        fieldsOf(run, value, "object").map(([key, field]) => [key, field]),
    }),
    fromEntries: method({
      signature: "(entries: Array<[String, A]>) => { *: A }",
      takes: [[array("entries")]],
      doc: "The object of these pairs of key and value.",
      example: [`Object.fromEntries([["a", 1]])`, "{ a: 1 }"],
      perform: (run: Run, _self: Value, entries: readonly Value[]) =>
        counted(run, structOf(entries.map(entryOf))),
    }),
    hasPath: method({
      signature: "(object: { *: Any }, path: Array<String>) => Boolean",
      takes: [[object("object"), array("path")]],
      doc: "Whether the object has a value, if only null, at the end of a path.",
      example: [`Object.hasPath({ a: { b: 1 } }, ["a", "b"])`, "true"],
      run: (_self: Value, start: Struct, path: readonly Value[]) => follow(start, path) !== undefined,
    }),
    keys: method({
      signature: "(object: Any) => Array<String>",
      takes: [[objectLike("object")]],
      doc: "The keys, in order.",
      example: ["Object.keys({ a: 1 })", `["a"]`],
      perform: (run: Run, _self: Value, value: ObjectLike) =>
        fieldsOf(run, value, "object").map(([key]) => key),
    }),
    select: method({
      signature: "(object: { *: Any }, path: Array<String>) => Any",
      takes: [[object("object"), array("path")]],
      doc: "The value at the end of a path through objects, or null.",
      example: [`Object.select({ a: { b: 1 } }, ["a", "b"])`, "1"],
      run: (_self: Value, start: Struct, path: readonly Value[]) =>
        follow(start, path) ?? noElement("no value in object found at path"),
    }),
    toString: method({
      signature: "(object: Any) => String",
      takes: [[any("object")]],
      doc: "Any value as text.",
      example: ["Object.toString({ a: 1 })", `"{ a: 1 }"`],
      perform: (run: Run, _self: Value, value: Value) => displayText(run, value),
    }),
    values: method({
      signature: "(object: { *: A }) => Array<A>",
      takes: [[objectLike("object")]],
      doc: "The values, in order of their keys.",
      example: ["Object.values({ a: 1 })", "[1]"],
      perform: (run: Run, _self: Value, value: ObjectLike) =>
        fieldsOf(run, value, "object").map(([, field]) => field),
    }),
  },
});
