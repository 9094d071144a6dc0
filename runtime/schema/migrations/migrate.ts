import { type Layout, storedFields } from "../../documents/index.js";
import type { Version } from "../../storage/storage.js";
import { applySteps } from "./applySteps.js";
import type { AppliedMigration } from "./runtimeStep.js";

/**
 * What versions look like in the shape that was asked for last: one a version, so that the copies of one schema do not
 * stay beside those of the next.
 */
const shapes = new WeakMap<Version, Shape>();

interface Shape {
  readonly migrations: readonly AppliedMigration[];
  readonly migrated: Version;
}

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
  return (version) => {
    if (version.$schema > newest) return version;
    const known = shapes.get(version);
    if (known?.migrations === migrations) return known.migrated;
    const steps = migrations.flatMap(({ upTo, steps: each }) => (version.$schema <= upTo ? each : []));
    const { $id: id, $ttl: ttl, $from: from } = version;
    const migrated = layout.make(
      { id, ttl, from, schema: newest + 1 },
      applySteps(storedFields(version), steps),
    );
    const shape = { migrations, migrated };
    shapes.set(version, shape);
    shapes.set(migrated, shape);
    return migrated;
  };
}
