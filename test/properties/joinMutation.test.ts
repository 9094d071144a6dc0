import { afterEach, test } from "vitest";
import { HashTable } from "../../runtime/operators/access/hashTable.js";
import { assertFoundAmongMany } from "./optimizer/assertFound.js";

const { add, get } = HashTable.prototype;

/** Faults in what joins look into: the property must find each. */
const FAULTS: Readonly<Record<string, Partial<HashTable>>> = {
  "a document is missing": {
    get(value) {
      return get.call(this, value).slice(1);
    },
  },
  "documents are listed under what is no value of theirs": {
    add(value, id) {
      add.call(this, value, id);
      if (typeof value === "number") add.call(this, value + 1, id);
    },
  },
};

afterEach(() => {
  Object.assign(HashTable.prototype, { add, get });
});

test.each(Object.entries(FAULTS))("found: %s", { timeout: 120_000 }, async (_name, fault) => {
  Object.assign(HashTable.prototype, fault);
  await assertFoundAmongMany();
});
