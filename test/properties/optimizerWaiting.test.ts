import { test } from "vitest";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";
import { assertSame } from "./optimizer/assertSame.js";

test("the same on a store that must wait", { timeout: 3_600_000 }, () =>
  assertSame(9, {
    worlds: 12,
    openStorage: (clock) => EncodedStorage.open(new OrderedByteStore(), { clock }),
  }),
);
