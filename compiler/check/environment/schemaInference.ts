import type { Diagnostic, LambdaSource, Link, TypeExpression } from "../../../grammar/index.js";
import type { Library } from "../../library.js";
import { ANY, applyUse, functionOf, named } from "../../types/build.js";
import { elaborate } from "../../types/elaborate.js";
import { typeFromInferred } from "../../types/fromInferred.js";
import type { InferredType } from "../../types/inferred.js";
import type { Type, Value } from "../../types/type.js";
import { anneal } from "../anneal.js";
import { inferredType } from "../display.js";
import { guarded } from "../guarded.js";
import { Inferring } from "../infer.js";
import { NO_LIMITS } from "../limits.js";
import { unknownProjection } from "../unknownProjection.js";
import { catalogEnvironment } from "./catalogEnvironment.js";
import type {
  Declarations,
  DeclaredCollection,
  DeclaredComputedField,
  DeclaredFunction,
} from "./declarations.js";
import type { TypeEnvironment } from "./typeEnvironment.js";

/** What a function is for its callers whose own type cannot be found. */
export const ANY_FUNCTION: Type = functionOf<Type, Type>({
  names: [],
  parameters: [],
  variadic: ANY,
  variadicName: undefined,
  result: ANY,
  span: undefined,
});

/** What was found out about a function or computed field. */
interface Found {
  readonly type: Type;
  readonly errors: readonly Diagnostic[];
  /** The links of all chains in it, with the types of what they are applied to. */
  links(): Iterable<readonly [link: Link, receiver: InferredType]>;
}

export interface InferenceParts {
  readonly declarations: Declarations;
  readonly library: Library;
  readonly leftOut?: readonly DeclaredCollection[];
  /** Functions that need a signature and have none. */
  readonly recursive?: ReadonlySet<DeclaredFunction>;
}

/**
 * Infers what the text of a schema leaves out: signatures of functions and types of computed fields, each when it is
 * first asked for. What depends on itself counts as `Any`: the check of the schema refuses it. spec/03b §2, §5.4
 */
export class SchemaInference {
  readonly environment: TypeEnvironment;
  readonly #functions = new Map<DeclaredFunction, Found | "open">();
  readonly #computed = new Map<DeclaredComputedField, Found | "open">();
  readonly #declared = new Map<TypeExpression, Type>();

  constructor(readonly parts: InferenceParts) {
    this.environment = catalogEnvironment({
      declarations: parts.declarations,
      library: parts.library,
      leftOut: parts.leftOut,
      functionType: (schema) => this.functionType(schema),
      computedType: (collection, field) => this.computedType(collection, field),
      isQuery: false,
    });
  }

  /** The signature of a function, declared or inferred. */
  functionType(schema: DeclaredFunction): Type {
    if (this.parts.recursive?.has(schema) === true) return ANY_FUNCTION;
    if (schema.signature !== undefined) return this.declaredSignature(schema.signature, schema.body);
    const found = this.functionBody(schema);
    return found === "open" || found.errors.length > 0 ? ANY_FUNCTION : found.type;
  }

  /** The body of a function without signature; "open" while it is being looked at. */
  functionBody(schema: DeclaredFunction): Found | "open" {
    const known = this.#functions.get(schema);
    if (known !== undefined) return known;
    this.#functions.set(schema, "open");
    const found = this.#found(schema.body, (inferring) => {
      const type = inferring.deeper(
        () => anneal(inferring.session, inferring.infer(schema.body, undefined), true, 0) as Value,
      );
      if (inferring.errors.length === 0) inferring.errors.push(...unknownProjection(schema.body, inferring));
      return type;
    });
    this.#functions.set(schema, found);
    return found;
  }

  /** Undefined while it is being inferred: it is no field of the document yet. spec/03b §5.4 */
  computedType(collection: DeclaredCollection, name: string): Type | undefined {
    const field = collection.computedFields.find((each) => each.name === name);
    if (field === undefined) return ANY;
    if (field.type !== undefined) return this.#declaredType(field.type);
    const found = this.computedBody(collection, field);
    if (found === "open") return undefined;
    return found.errors.length > 0 ? ANY : found.type;
  }

  #declaredType(written: TypeExpression): Type {
    let type = this.#declared.get(written);
    if (type === undefined) {
      type = elaborate(written, { shapes: this.environment.shapes, keepSpans: false }).type;
      this.#declared.set(written, type);
    }
    return type;
  }

  computedBody(collection: DeclaredCollection, field: DeclaredComputedField): Found | "open" {
    const known = this.#computed.get(field);
    if (known !== undefined) return known;
    this.#computed.set(field, "open");
    const { body, type: declared } = field;
    const found = this.#found(body, (inferring) => {
      const lambda = inferring.infer(body, undefined);
      const result =
        declared === undefined
          ? inferring.session.fresh(undefined)
          : elaborate(declared, { shapes: this.environment.shapes, keepSpans: true }).type;
      inferring.constrain(lambda, applyUse([named(collection.name)], result, undefined), body.span);
      return result;
    });
    this.#computed.set(field, found);
    return found;
  }

  /** A declared signature, its parameters named as the body names them. spec/03b §2.1 */
  declaredSignature(signature: TypeExpression, body: LambdaSource): Type {
    const { shapes } = this.environment;
    const { type } = elaborate(signature, { shapes, genericLevel: 0, keepSpans: false });
    if (type.kind !== "function" || body.kind !== "lambda") return type;
    return functionOf<Type, Type>({
      ...type,
      names: body.parameters.map((parameter) => parameter.name),
      variadicName: body.rest?.name,
    });
  }

  #found(body: LambdaSource, work: (inferring: Inferring) => Value): Found {
    const inferring = new Inferring(this.environment, NO_LIMITS);
    const type = guarded(body.span, inferring, () => work(inferring));
    const { session, errors, receivers } = inferring;
    const closed = (value: Value) => inferredType(session, this.environment.shapes, value, true);
    return {
      type: type === undefined ? ANY : typeFromInferred(closed(type)),
      errors,
      links: () => [...receivers].map(([link, value]) => [link, closed(value)] as const),
    };
  }
}
