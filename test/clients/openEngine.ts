import { DEFAULT_LIMITS } from "../../runtime/call/index.js";
import { createEngine, hostSurroundings, sourcesOf } from "../../runtime/engine/index.js";
import type { Served } from "../../runtime/server/served.js";
import { servedEngine } from "../../runtime/server/servedEngine.js";
import { MemoryStorage } from "../../runtime/storage/memory/index.js";

/** An engine on a store in memory. */
export function openEngine(): Served {
  const surroundings = hostSurroundings();
  const engine = createEngine({
    storage: new MemoryStorage({ clock: surroundings.clock }),
    limits: DEFAULT_LIMITS,
    surroundings,
    sources: sourcesOf(surroundings, surroundings.randomBytes(32)),
    secret: "secret",
    typechecked: false,
  });
  return servedEngine(engine);
}
