import { test } from "vitest";
import { assertSame } from "./optimizer/assertSame.js";

test("optimized plans give what naive plans give, from another seed", { timeout: 3_600_000 }, () =>
  assertSame(8),
);
