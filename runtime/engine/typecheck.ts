import { LRUCache } from "lru-cache";
import {
  argumentType,
  type CheckResult,
  check,
  type Type,
  type TypeEnvironment,
  typeEnvironment,
} from "../../compiler/index.js";
import type { Block } from "../../grammar/index.js";
import type { Schema } from "../call/index.js";
import { library } from "../stdlib/library.js";
import type { Value } from "../values/index.js";
import { argumentShape } from "./argumentShape.js";

/** Checks of queries, remembered by schema, text and the types of the arguments. engine §7 */
export interface TypecheckCache {
  check(query: Block, text: string, args: ReadonlyMap<string, Value>, schema: Schema): CheckResult;
}

const CHECKS_KEPT = 2000;

interface Checker {
  readonly environment: TypeEnvironment;
  readonly results: LRUCache<string, CheckResult>;
}

export function createTypecheckCache(): TypecheckCache {
  const checkers = new WeakMap<Schema, Checker>();
  const checkerOf = (schema: Schema): Checker => {
    let checker = checkers.get(schema);
    if (checker === undefined) {
      const environment = typeEnvironment(schema.catalog, library);
      checker = { environment, results: new LRUCache({ max: CHECKS_KEPT }) };
      checkers.set(schema, checker);
    }
    return checker;
  };
  return {
    check(query, text, args, schema) {
      const { environment, results } = checkerOf(schema);
      if (args.size > 0) return check(query, environment, { args: typesOf(args, schema) });
      const known = results.get(text);
      if (known !== undefined) return known;
      const result = check(query, environment);
      results.set(text, result);
      return result;
    },
  };
}

function typesOf(args: ReadonlyMap<string, Value>, schema: Schema): ReadonlyMap<string, Type> {
  return new Map([...args].map(([name, value]) => [name, argumentType(argumentShape(value, schema))]));
}
