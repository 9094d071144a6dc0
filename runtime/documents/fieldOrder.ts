import type { Field } from "../call/index.js";
import { hashOrder } from "./hashOrder.js";

type Fields = readonly Field[];

const fillOrders = new WeakMap<Fields, Fields>();

/** Declared fields in the order in which absent ones are filled in. spec/06 §2 */
export function fillOrder(fields: Fields): Fields {
  let ordered = fillOrders.get(fields);
  if (ordered === undefined) {
    ordered = hashOrder(fields, (field) => field.name);
    fillOrders.set(fields, ordered);
  }
  return ordered;
}

const namedFields = new WeakMap<Fields, ReadonlyMap<string, Field>>();

/** Declared fields by name. */
export function fieldsByName(fields: Fields): ReadonlyMap<string, Field> {
  let named = namedFields.get(fields);
  if (named === undefined) {
    named = new Map(fields.map((field) => [field.name, field]));
    namedFields.set(fields, named);
  }
  return named;
}
