import { signatureOf } from "../../types/shape.js";
import type { Type } from "../../types/type.js";
import type { TypeEnvironment } from "./typeEnvironment.js";

/** An environment with further names of values, which hide its own. spec/03b §10 */
export function withNames(
  environment: TypeEnvironment,
  names: ReadonlyMap<string, Type> | undefined,
): TypeEnvironment {
  if (names === undefined || names.size === 0) return environment;
  return {
    ...environment,
    globals: {
      get(name) {
        const type = names.get(name);
        return type === undefined ? environment.globals.get(name) : signatureOf(type);
      },
      names: () => new Set([...names.keys(), ...environment.globals.names()]),
    },
  };
}
