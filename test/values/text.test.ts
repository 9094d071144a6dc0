import { describe, expect, test } from "vitest";
import { QueryFailure } from "../../compiler/index.js";
import {
  DocumentValue,
  debugString,
  displayString,
  FIRST_USER_COLLECTION,
  Id,
  NATIVE,
  NULL,
  quoted,
  structOf,
  type TextContext,
  type Value,
} from "../../runtime/values/index.js";

const CUSTOMER = FIRST_USER_COLLECTION;
const GONE = FIRST_USER_COLLECTION + 1;
const ann = new DocumentValue(CUSTOMER, "1");
const bob = new DocumentValue(CUSTOMER, "2");
const missing = new DocumentValue(CUSTOMER, "3");
const broken = new DocumentValue(CUSTOMER, "4");

const context: TextContext = {
  documentFields: (document) => {
    if (document === broken) return new QueryFailure("invalid_effect", "no reads here");
    if (document === missing) return undefined;
    const fields: (readonly [string, Value])[] = [["id", new Id(document.id)]];
    return document === ann ? [...fields, ["friend", bob], ["all", [ann, missing]]] : fields;
  },
  collectionName: (collection) => (collection === CUSTOMER ? "Customer" : undefined),
  definitionName: (document) => (document.collection === NATIVE.Role ? "manager" : undefined),
  cursorText: () => "Y3Vyc29y",
  longest: 16_777_216,
};

describe("documents, spec/04 §8.2", () => {
  test("are written out, and those inside them are references", () => {
    expect(displayString(ann, context)).toBe(
      `{ id: ID("1"), friend: [doc 2 in Customer], all: [[doc 1 in Customer], [doc 3 in Customer]] }`,
    );
  });
  test("in arrays and objects they are written out too", () => {
    expect(displayString([bob, structOf([["b", bob]])], context)).toBe(
      `[{ id: ID("2") }, { b: { id: ID("2") } }]`,
    );
  });
  test("that do not exist are null", () => {
    expect(displayString(missing, context)).toBe("null");
    expect(debugString([missing], context)).toBe("[null]");
  });
  test("that cannot be read say why", () => {
    expect(debugString(broken, context)).toBe("[error: no reads here]");
  });
  test("inside documents: built-in collections count as deleted, deleted ones as nothing", () => {
    const fields: TextContext = {
      ...context,
      documentFields: () => [
        ["role", new DocumentValue(NATIVE.Role, "9")],
        ["key", new DocumentValue(NATIVE.Key, "7")],
        ["gone", new DocumentValue(GONE, "1")],
        ["none", NULL],
      ],
    };
    expect(debugString(bob, fields)).toBe(
      "{ role: [doc manager in <deleted collection>], key: [doc 7 in <deleted collection>], gone: null, none: null }",
    );
  });
});

test("strings in quotes are escaped, spec/04 §8.4", () => {
  expect(quoted('it\'s "q" `b` #{x} \\ \0\n\r\v\t\b\f é')).toBe(
    '"it\\\'s \\"q\\" \\`b\\` \\#{x} \\\\ \\0\\n\\r\\v\\t\\b\\f é"',
  );
});
