import { type Engine, pushSchema, ROOT } from "../engine/index.js";
import { FqlError } from "./fqlError.js";

/** The schema of a database, as files of FSL by name. */
export interface SchemaFace {
  /** Makes the schema what the files say: all or nothing. Throws `FqlError` with all that is wrong. */
  push(files: Readonly<Record<string, string>>): Promise<{ readonly version: number }>;
}

export function schemaFace(engine: Engine): SchemaFace {
  return {
    async push(files) {
      const sources = Object.entries(files).map(([filename, content]) => ({ filename, content }));
      const outcome = await pushSchema(engine, ROOT, sources);
      if (!outcome.ok) throw new FqlError({ code: "invalid_schema", reason: outcome.message });
      return { version: outcome.version };
    },
  };
}
