import { DEFAULT_LIMITS } from "../../runtime/call/index.js";
import { createEngine, hostSurroundings, idGenerator } from "../../runtime/engine/index.js";
import type { Served } from "../../runtime/server/served.js";
import { MemoryStorage } from "../../runtime/storage/memory/index.js";

/** An engine on a store in memory, without schema endpoints. */
export function openEngine(): Served {
  const surroundings = hostSurroundings();
  const engine = createEngine({
    storage: new MemoryStorage({ clock: surroundings.clock }),
    limits: DEFAULT_LIMITS,
    surroundings,
    sources: {
      newId: idGenerator(surroundings),
      randomBytes: surroundings.randomBytes,
      signingKey: surroundings.randomBytes(32),
    },
    secret: "secret",
    typechecked: false,
  });
  return {
    ...engine,
    schemaService: () => {
      throw new Error("no schema endpoints");
    },
    environment: () => {
      throw new Error("no environment");
    },
  };
}
