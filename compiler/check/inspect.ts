import type { Block, Expression, Link, Parameter } from "../../grammar/index.js";
import { applyUse } from "../types/build.js";
import type { InferredType } from "../types/inferred.js";
import type { Type, Value } from "../types/type.js";
import { inferredType } from "./display.js";
import type { TypeEnvironment } from "./environment/typeEnvironment.js";
import { guarded } from "./guarded.js";
import { Inferring } from "./infer.js";
import { NO_LIMITS } from "./limits.js";
import { Session } from "./session.js";

/** What could be found out about a query, whatever is wrong with it. */
export interface Inspected {
  /** Of the whole query; undefined if it could not be found out. */
  readonly type: InferredType | undefined;
  /** Undefined for expressions that were not looked at. */
  typeOf(expression: Expression): InferredType | undefined;
  /** The type of what a link of a chain is applied to. */
  receiverOf(link: Link): InferredType | undefined;
  /** What a parameter of a lambda was seen to be given. */
  parameterOf(parameter: Parameter): InferredType | undefined;
}

export interface InspectOptions {
  /** The link that is being written: the query is looked at up to it. */
  readonly unfinished?: Link | undefined;
  /** What the query, which is a lambda then, will be called with; the type is that of the result. */
  readonly argument?: Type | undefined;
}

/** Types a query that is being written. For editors. spec/03b §11 */
export function inspect(
  query: Block,
  environment: TypeEnvironment,
  { unfinished, argument }: InspectOptions = {},
): Inspected {
  const inferring = new Inferring(environment, NO_LIMITS, unfinished);
  const whole = guarded(query.span, inferring, () => {
    const value = inferring.block(query, undefined);
    if (argument === undefined) return value;
    const result = inferring.session.fresh(query.span);
    inferring.constrain(value, applyUse([argument], result, query.span), query.span);
    return result;
  });
  const present = (value: Value | undefined) =>
    value && inferredType(inferring.session, environment.shapes, value, true);
  return {
    type: present(whole),
    typeOf: (expression) => present(inferring.types.get(expression)),
    receiverOf: (link) => present(inferring.receivers.get(link)),
    parameterOf: (parameter) => present(inferring.parameters.get(parameter)),
  };
}

/** The type of a global; undefined if there is none of the name. */
export function typeOfName(name: string, environment: TypeEnvironment): InferredType | undefined {
  const signature = environment.globals.get(name);
  return signature && inferredType(new Session(), environment.shapes, signature.type, true);
}
