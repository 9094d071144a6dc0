import { OPEN_LAYOUT, stampVersion, storedField } from "../documents/index.js";
import { HIDDEN } from "../schema/index.js";
import type { Storage } from "../storage/storage.js";
import { runAsync } from "../transaction/index.js";
import { Bytes } from "../values/index.js";
import { ROOT } from "./engine.js";
import { type Surroundings, sourcesOf } from "./sources.js";

const KEY_BYTES = 32;
const KEY_ROW = "1";
const RETRIES = 10;

/**
 * The key that a store's cursors and event tokens are signed with: made when the store is opened for the first time, and
 * kept in it, so that they hold in every process and after a restart. engine §5
 */
export async function signingKeyOf(storage: Storage, surroundings: Surroundings): Promise<Uint8Array> {
  const options = {
    storage,
    database: ROOT,
    sources: sourcesOf(surroundings, new Uint8Array()),
    stamp: stampVersion,
    retries: RETRIES,
    pause: (retry: number) => surroundings.pause(retry * 10),
  };
  const done = await runAsync(options, (transaction, sources) => {
    const row = { collection: HIDDEN.settings, id: KEY_ROW, slot: -1 };
    const stored = transaction.version(row, undefined);
    const known = stored && storedField(stored, "key");
    if (known instanceof Bytes) return known.bytes;
    const key = sources.randomBytes(KEY_BYTES);
    const head = { id: KEY_ROW, ttl: undefined, schema: transaction.schemaVersion };
    transaction.write(HIDDEN.settings, KEY_ROW, OPEN_LAYOUT.make(head, new Map([["key", new Bytes(key)]])));
    return key;
  });
  if (done.kind === "contended") throw new Error("the store could not be opened: too many others open it");
  return done.value;
}
