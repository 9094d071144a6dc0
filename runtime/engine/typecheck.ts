import {
  type ArgumentProfile,
  argumentType,
  type CheckResult,
  check,
  lookedAt,
  profileOf,
  type TypeEnvironment,
  typeEnvironment,
  valuesAt,
} from "../../compiler/index.js";
import { BoundedCache } from "../cache/index.js";
import type { Schema } from "../call/index.js";
import { library } from "../stdlib/library.js";
import type { Value } from "../values/index.js";
import { argumentShape } from "./argumentShape.js";
import { lastFirst } from "./lastFirst.js";
import type { KnownQuery } from "./queryCache.js";

/** Checks of queries, remembered by schema, text and the types of the arguments. engine §7 */
export interface TypecheckCache {
  check(request: CheckRequest): CheckResult;
}

export interface CheckRequest {
  readonly query: KnownQuery;
  /** Names and values of the arguments, in one order. */
  readonly names: readonly string[];
  readonly values: readonly Value[];
  readonly schema: Schema;
  readonly limits: CheckLimits;
}

/** In milliseconds: the current time, and when to give up. */
export interface CheckLimits {
  clock(): number;
  readonly deadline: number;
}

// A result holds the types of all expressions of its query; a key's characters stand for them.
const BYTES_PER_CHARACTER = 40;
const OVERHEAD = 2000;

function sizeOf(key: string): number {
  return OVERHEAD + key.length * BYTES_PER_CHARACTER;
}

/** For one query and types of arguments: the sets of literals whose values checks depended on, each once. */
type Dependencies = (readonly number[])[];

/** A check on which the values of the arguments had no influence. */
interface RememberedCheck {
  readonly profile: string;
  readonly result: CheckResult;
}

interface Checker {
  /** As each query was checked last, which mostly is what is asked next. */
  readonly lately: WeakMap<KnownQuery, RememberedCheck>;
  readonly environment: TypeEnvironment;
  readonly dependencies: BoundedCache<Dependencies>;
  readonly results: BoundedCache<CheckResult>;
}

export function createTypecheckCache(maxBytes: number): TypecheckCache {
  const checkerOf = lastFirst(
    (schema): Checker => ({
      lately: new WeakMap(),
      environment: typeEnvironment(schema.catalog, library),
      dependencies: new BoundedCache<Dependencies>(maxBytes, sizeOf),
      results: new BoundedCache<CheckResult>(maxBytes, sizeOf),
    }),
  );
  return {
    check({ query, names, values, schema, limits }) {
      const simple = simpleProfile(names, values);
      const { lately, environment, dependencies, results } = checkerOf(schema);
      const last = lately.get(query);
      if (last !== undefined && last.profile === simple) return last.result;
      const remember = (result: CheckResult, positions: readonly number[]) => {
        // The key of a query whose text is long is only made where its last check does not serve.
        if (simple !== undefined && positions.length === 0) lately.set(query, { profile: simple, result });
        return result;
      };
      const shapes = new Map(names.map((name, i) => [name, argumentShape(values[i]!, schema)]));
      const profile = profileOf(shapes);
      const key = `${profile.key}\n${query.text}`;
      const depends = dependencies.get(key) ?? [];
      for (const positions of depends) {
        const known = results.get(keyWithValues(key, profile, positions));
        if (known !== undefined) return remember(known, positions);
      }
      const types = new Map([...shapes].map(([name, shape]) => [name, argumentType(shape)]));
      const result = check(query.value, environment, { args: types, ...limits });
      if (limits.clock() > limits.deadline) return result;
      const positions = lookedAt(profile);
      if (!depends.some((each) => each.join() === positions.join()))
        dependencies.set(key, [...depends, positions]);
      results.set(keyWithValues(key, profile, positions), result);
      return remember(result, positions);
    },
  };
}

/**
 * Arguments by name and kind, where all are strings, booleans or Ints: of those, all that differ only in values have one
 * profile (`profileOf`). Undefined where others are among them.
 */
function simpleProfile(names: readonly string[], values: readonly Value[]): string | undefined {
  let profile = "";
  for (let i = 0; i < values.length; i++) {
    const kind = typeof values[i];
    if (kind !== "string" && kind !== "number" && kind !== "boolean") return undefined;
    profile += `${names[i]}=${kind};`;
  }
  return profile;
}

/** A check that looks at these values gives the same whenever they are the same, whatever the others are. */
function keyWithValues(key: string, profile: ArgumentProfile, positions: readonly number[]): string {
  return positions.length === 0 ? key : `${positions.join()}:${valuesAt(profile, positions)}\n${key}`;
}
