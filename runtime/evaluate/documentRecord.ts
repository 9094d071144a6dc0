import { effectOf, exceeds, type Ir, valuesByForm } from "../../compiler/index.js";
import type { Name } from "../../grammar/index.js";
import type { Run, Schema } from "../call/index.js";
import { CoveredDocument, lookUp, storedFieldReader } from "../documents/index.js";
import { library } from "../stdlib/library.js";
import type { Version } from "../storage/storage.js";
import { DocumentValue, Id, Null, type Value } from "../values/index.js";
import { isReadPlainly, meaningOf } from "./documentField.js";
import { type Layout, slotOf } from "./layout.js";
import type { RecordCode } from "./records.js";

/** Code is linked for arguments of all types. engine §7 */
const SCOPE = { library, values: valuesByForm(library) };

type Field = Extract<Ir, { kind: "object" }>["fields"][number];

/**
 * Code for an object of which several fields are those of one document, as those of most projections are:
 * `{ name, price, category { name } }`. The document is looked up once, and its fields are read straight from the
 * version. Undefined where no variable gives more than one field.
 *
 * @param linkCommon links what makes the same object field by field, which few need
 * @param ofVersion makes what makes it of a version, given how that is read for the fields it stores: those whose values
 * are, or begin with, a field of the document
 */
export function documentRecordCode<Result>(
  fields: readonly Field[],
  layout: Layout,
  linkCommon: () => RecordCode<Result>,
  ofVersion: (stored: readonly (StoredPart | undefined)[]) => RecordCode<Result>,
): RecordCode<Result> | undefined {
  const slot = readMost(fields, layout);
  if (slot === undefined) return undefined;
  const taken = fields.map(({ value }) =>
    fieldSlot(value, layout) === slot ? fieldOf(value)!.field : undefined,
  );
  const stored = taken.map((field) => field && storedPart(field));
  const record = guardedRecord(fields, stored, ofVersion);
  const suits = suitability(
    taken.flatMap((field) => field?.text ?? []),
    layout.schema,
  );
  let linked: RecordCode<Result> | undefined;
  const common: RecordCode<Result> = (run, frame) => {
    linked ??= linkCommon();
    return linked(run, frame);
  };
  return (run, frame) => {
    const document = frame[slot]!;
    if (!(document instanceof DocumentValue) || !suits(run, document)) return common(run, frame);
    const version = lookUp(run, document);
    return typeof version === "string" ? common(run, frame) : record(run, frame, version);
  };
}

/** A field that may write may change what those after it find, unless it stands where nothing may write. */
function guardedRecord<Result>(
  fields: readonly Field[],
  stored: readonly (StoredPart | undefined)[],
  ofVersion: (stored: readonly (StoredPart | undefined)[]) => RecordCode<Result>,
): RecordCode<Result> {
  const record = ofVersion(stored);
  const writer = fields.findIndex(({ value }) => effectOf(value, SCOPE) === "write");
  if (stored.every((part, i) => part === undefined || writer < 0 || i <= writer)) return record;
  const careful = ofVersion(stored.map((part, i) => (i <= writer ? part : undefined)));
  return (run, frame, version) =>
    run.effectLimit === "write" ? careful(run, frame, version) : record(run, frame, version);
}

type Select = Extract<Ir, { kind: "select" }>;

/** The slot of the variable that most fields are taken from, where they are at least two. */
function readMost(fields: readonly Field[], layout: Layout): number | undefined {
  const counts = new Map<number, number>();
  for (const { value } of fields) {
    const slot = fieldSlot(value, layout);
    if (slot !== undefined) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] > 1 ? most[0] : undefined;
}

/** `x.f` of `x.f` and of `x.f { a, b }` */
function fieldOf(ir: Ir): Select | undefined {
  const field = ir.kind === "project" ? ir.base : ir;
  return field.kind === "select" && field.receiver.kind === "variable" ? field : undefined;
}

/** The slot of its `x`. */
function fieldSlot(ir: Ir, layout: Layout): number | undefined {
  const receiver = fieldOf(ir)?.receiver;
  return receiver?.kind === "variable" ? slotOf(receiver.place, layout) : undefined;
}

/** A field as the version has it. */
export interface StoredPart {
  readonly read: (version: Version) => Value;
  /** Where the version has it in most cases: of the id its text, of all others the value. */
  readonly property: string | undefined;
}

/** A version has its id as a text, where a field `id` is an `Id`. */
export const ID_PROPERTY = "$id" satisfies keyof Version;

function storedPart({ text, span }: Name): StoredPart {
  if (text === "id") return { read: (version) => new Id(version.$id), property: ID_PROPERTY };
  const missing = new Null({ kind: "missingField", field: text, receiver: "Doc" }, span);
  const read = storedFieldReader(text);
  return {
    read: (version) => read(version) ?? missing,
    property: text.startsWith("$") ? undefined : text,
  };
}

/** Tells whether these names plainly are stored fields, which is found out once for each collection. */
function suitability(
  names: readonly string[],
  schema: Schema,
): (run: Run, document: DocumentValue) => boolean {
  let known = -1;
  let areStored = false;
  return (run, document) => {
    if (document.collection !== known) {
      known = document.collection;
      areStored = names.every((name) => {
        const meaning = meaningOf(name, known, schema);
        return meaning === "stored" || meaning === "id";
      });
    }
    return (
      areStored &&
      isReadPlainly(run, document) &&
      !exceeds("read", run.effectLimit) &&
      // Fields that an index holds cost nothing, and where costs are counted each field tells for itself.
      (run.meter === undefined || !(document instanceof CoveredDocument))
    );
  };
}
