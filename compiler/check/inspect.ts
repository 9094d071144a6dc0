import type { Block, Expression, Link } from "../../grammar/index.js";
import type { InferredType } from "../types/inferred.js";
import type { Value } from "../types/type.js";
import { inferredType } from "./display.js";
import type { TypeEnvironment } from "./environment/typeEnvironment.js";
import { guarded } from "./guarded.js";
import { Inferring } from "./infer.js";
import { NO_LIMITS } from "./limits.js";
import { Session } from "./session.js";

/** What could be found out about a query, whatever is wrong with it. */
export interface Inspected {
  /** Undefined for expressions that were not looked at. */
  typeOf(expression: Expression): InferredType | undefined;
  /** The type of what a link of a chain is applied to. */
  receiverOf(link: Link): InferredType | undefined;
}

/** Types a query that is being written, up to its `unfinished` link. For editors. spec/03b §11 */
export function inspect(query: Block, environment: TypeEnvironment, unfinished?: Link): Inspected {
  const inferring = new Inferring(environment, NO_LIMITS, unfinished);
  guarded(query.span, inferring, () => inferring.block(query, undefined));
  const present = (value: Value | undefined) =>
    value && inferredType(inferring.session, environment.shapes, value, true);
  return {
    typeOf: (expression) => present(inferring.types.get(expression)),
    receiverOf: (link) => present(inferring.receivers.get(link)),
  };
}

/** The type of a global; undefined if there is none of the name. */
export function typeOfName(name: string, environment: TypeEnvironment): InferredType | undefined {
  const signature = environment.globals.get(name);
  return signature && inferredType(new Session(), environment.shapes, signature.type, true);
}
