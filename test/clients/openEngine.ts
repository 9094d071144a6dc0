import * as embedded from "../../runtime/embedded/openEngine.js";
import type { Served } from "../../runtime/server/served.js";
import { servedEngine } from "../../runtime/server/servedEngine.js";

/** An engine on a store in memory, which does not check types. */
export async function openEngine(): Promise<Served> {
  return servedEngine(await embedded.openEngine({ typecheck: false }));
}
