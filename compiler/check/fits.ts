import { ANY } from "../types/build.js";
import { typeFromInferred } from "../types/fromInferred.js";
import type { InferredType } from "../types/inferred.js";
import { substitute } from "../types/substitute.js";
import type { Type } from "../types/type.js";
import type { TypeEnvironment } from "./environment/typeEnvironment.js";
import { Inferring } from "./infer.js";
import { NO_LIMITS } from "./limits.js";

/** Says whether a value of a type may stand where another is expected, whatever their generics stand for. */
export function fits(type: InferredType, expected: InferredType, environment: TypeEnvironment): boolean {
  return new Inferring(environment, NO_LIMITS).constrain(loosened(type), loosened(expected), undefined);
}

function loosened(type: InferredType): Type {
  return substitute(typeFromInferred(type), () => ANY);
}
