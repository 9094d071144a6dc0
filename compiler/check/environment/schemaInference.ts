import type { LambdaSource, TypeExpression } from "../../../grammar/index.js";
import type { Catalog, CollectionSchema, FunctionSchema } from "../../catalog/catalog.js";
import type { Library } from "../../library.js";
import { elaborate } from "../../types/elaborate.js";
import { typeFromInferred } from "../../types/fromInferred.js";
import { ANY, type ApplyUse, applyUse, functionOf, named, type Type, type Value } from "../../types/type.js";
import { anneal } from "../anneal.js";
import { inferredType } from "../display.js";
import { guarded } from "../guarded.js";
import { Inferring } from "../infer.js";
import { NO_LIMITS } from "../limits.js";
import { catalogEnvironment } from "./catalogEnvironment.js";
import type { TypeEnvironment } from "./typeEnvironment.js";

const ANY_FUNCTION: Type = functionOf<Type, Type>({
  names: [],
  parameters: [ANY],
  variadic: undefined,
  variadicName: undefined,
  result: ANY,
  span: undefined,
});

/**
 * Infers what the text of a schema leaves out: signatures of functions and types of computed fields, each when it is
 * first asked for. What depends on itself counts as `Any`: the check of the schema has refused it. spec/03b §2, §5.4
 */
export class SchemaInference {
  readonly environment: TypeEnvironment;
  readonly #functions = new Map<FunctionSchema, Type | "open">();
  readonly #computed = new Map<string, Type | "open">();

  constructor(
    readonly catalog: Catalog,
    readonly library: Library,
  ) {
    this.environment = catalogEnvironment({
      catalog,
      library,
      functionType: (schema) => this.signature(schema),
      computedType: (collection, field) => this.computedType(collection, field),
      isQuery: false,
    });
  }

  /** The signature of a function, declared or inferred. */
  signature(schema: FunctionSchema): Type {
    const known = this.#functions.get(schema);
    if (known !== undefined) return known === "open" ? ANY_FUNCTION : known;
    this.#functions.set(schema, "open");
    const type =
      schema.signature === undefined
        ? (this.#inferFunction(schema.body) ?? ANY_FUNCTION)
        : declaredSignature(schema.signature, schema.body, this.environment);
    this.#functions.set(schema, type);
    return type;
  }

  computedType(collection: CollectionSchema, name: string): Type {
    const key = `${collection.name}.${name}`;
    const known = this.#computed.get(key);
    if (known !== undefined) return known === "open" ? ANY : known;
    this.#computed.set(key, "open");
    const field = collection.computedFields.find((each) => each.name === name);
    const type = field === undefined ? ANY : this.#typeOfComputed(collection, field.type, field.body);
    this.#computed.set(key, type);
    return type;
  }

  #typeOfComputed(
    collection: CollectionSchema,
    declared: TypeExpression | undefined,
    body: LambdaSource,
  ): Type {
    if (declared !== undefined) {
      return elaborate(declared, { shapes: this.environment.shapes, keepSpans: false }).type;
    }
    const inferring = new Inferring(this.environment, NO_LIMITS);
    const type = guarded(body.span, inferring, () => {
      const lambda = inferring.infer(body, undefined);
      const result = inferring.session.fresh(undefined);
      const use: ApplyUse = applyUse([named(collection.name)], result, undefined);
      inferring.constrain(lambda, use, body.span);
      return result;
    });
    return inferring.errors.length > 0 ? ANY : this.#closed(inferring, type);
  }

  #inferFunction(body: LambdaSource): Type | undefined {
    const inferring = new Inferring(this.environment, NO_LIMITS);
    const type = guarded(body.span, inferring, () =>
      inferring.deeper(() => anneal(inferring.session, inferring.infer(body, undefined), true, 0) as Value),
    );
    return inferring.errors.length > 0 ? undefined : this.#closed(inferring, type);
  }

  #closed(inferring: Inferring, type: Value | undefined): Type {
    if (type === undefined) return ANY;
    return typeFromInferred(inferredType(inferring.session, this.environment.shapes, type, true));
  }
}

/** A declared signature, its parameters named as the body names them. spec/03b §2.1 */
export function declaredSignature(
  signature: TypeExpression,
  body: LambdaSource,
  environment: TypeEnvironment,
): Type {
  const { type } = elaborate(signature, { shapes: environment.shapes, genericLevel: 0, keepSpans: false });
  if (type.kind !== "function" || body.kind !== "lambda") return type;
  return functionOf<Type, Type>({
    ...type,
    names: body.parameters.map((parameter) => parameter.name),
    variadicName: body.rest?.name,
  });
}
