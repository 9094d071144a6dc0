import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { hostSurroundings } from "../../runtime/engine/index.js";
import { lmdb } from "../../runtime/storage/lmdb/index.js";
import { conformance } from "./conformance.js";

const parent = mkdtempSync(join(tmpdir(), "coppice-lmdb-"));
let stores = 0;
afterAll(() => rmSync(parent, { recursive: true, force: true }));

for (const synchronous of [false, true]) {
  conformance(synchronous ? "lmdb, synchronous" : "lmdb", (clock) =>
    lmdb(join(parent, String(stores++)), { synchronous })({
      clock: () => clock.now,
      pause: hostSurroundings().pause,
    }),
  );
}
