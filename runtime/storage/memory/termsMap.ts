import { DocumentValue, type Value } from "../../values/index.js";
import { termsKey } from "../termsKey.js";
import { LayeredMap } from "./layeredMap.js";

/**
 * Items by terms tuple, as `termsKey` tells tuples apart. A tuple of one document or one small number, as most joins
 * have it, is found without making a text: that and its hash cost more than the look-up.
 */
export class TermsMap<Item> {
  private byKey = new LayeredMap<string | number, Item>();
  /** Of tuples that are one document: by collection, then by id. */
  private byDocument = new Map<number, LayeredMap<string, Item>>();

  get(terms: readonly Value[]): Item | undefined {
    const document = onlyDocument(terms);
    if (document === undefined) return this.byKey.get(keyOf(terms));
    return this.byDocument.get(document.collection)?.get(document.id);
  }

  set(terms: readonly Value[], item: Item): void {
    const document = onlyDocument(terms);
    if (document === undefined) {
      this.byKey.set(keyOf(terms), item);
      return;
    }
    let items = this.byDocument.get(document.collection);
    if (items === undefined) {
      items = new LayeredMap();
      this.byDocument.set(document.collection, items);
    }
    items.set(document.id, item);
  }

  delete(terms: readonly Value[]): void {
    const document = onlyDocument(terms);
    if (document === undefined) this.byKey.delete(keyOf(terms));
    else this.byDocument.get(document.collection)?.delete(document.id);
  }

  /** How many tuples there are at most. */
  get mostTuples(): number {
    let most = this.byKey.mostKeys;
    for (const items of this.byDocument.values()) most += items.mostKeys;
    return most;
  }

  *items(): Generator<Item> {
    for (const map of [this.byKey, ...this.byDocument.values()])
      for (const [, item] of map.entries()) yield item;
  }

  fork(): TermsMap<Item> {
    const copy = new TermsMap<Item>();
    copy.byKey = this.byKey.fork();
    for (const [collection, items] of this.byDocument) copy.byDocument.set(collection, items.fork());
    return copy;
  }
}

/** Definitions that have no id go by name. */
function onlyDocument(terms: readonly Value[]): DocumentValue | undefined {
  const [term] = terms;
  return terms.length === 1 && term instanceof DocumentValue && term.id !== "" ? term : undefined;
}

function keyOf(terms: readonly Value[]): string | number {
  const [term] = terms;
  return terms.length === 1 && typeof term === "number" ? term : termsKey(terms);
}
