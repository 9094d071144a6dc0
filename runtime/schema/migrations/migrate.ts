import { type Layout, storedFields } from "../../documents/index.js";
import type { Version } from "../../storage/storage.js";
import { applySteps } from "./applySteps.js";
import type { AppliedMigration } from "./runtimeStep.js";

/**
 * Brings versions into the present shape of their collection: through all migrations since they were written. Nothing
 * else of them changes. spec/02 §7.5, spec/06 §13
 */
export function migrateWith(
  migrations: readonly AppliedMigration[],
  layout: Layout,
): ((version: Version) => Version) | undefined {
  if (migrations.length === 0) return undefined;
  const newest = Math.max(...migrations.map(({ upTo }) => upTo));
  const migrated = new WeakMap<Version, Version>();
  return (version) => {
    if (version.$schema > newest) return version;
    const known = migrated.get(version);
    if (known !== undefined) return known;
    const steps = migrations.flatMap(({ upTo, steps: each }) => (version.$schema <= upTo ? each : []));
    const { $id: id, $ttl: ttl, $from: from } = version;
    const result = layout.make(
      { id, ttl, from, schema: newest + 1 },
      applySteps(storedFields(version), steps),
    );
    migrated.set(version, result);
    migrated.set(result, result);
    return result;
  };
}
