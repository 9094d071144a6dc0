import type { FunctionIr, Ir } from "../../compiler/index.js";
import type { LambdaSource, Lambda as LambdaTree, Source } from "../../grammar/index.js";
import { type Arity, defineKind, type FunctionIdentity, FunctionValue, type Value } from "../values/index.js";
import type { Access } from "./access.js";
import type { Run } from "./run.js";

/** A linked function, as calls need it. */
export interface FunctionCode<Result> {
  readonly arity: Arity;
  /** Parameters without the rest parameter. */
  readonly parameterCount: number;
  readonly variadic: boolean;
  /** Slots of a frame: parameters, rest, captured values, then locals. */
  readonly frameSize: number;
  readonly body: (run: Run, frame: Value[]) => Result;
}

/** A linked lambda, without the values it captured. */
export interface LambdaCode extends FunctionCode<Value> {
  /** The tree it was linked from: tells lambdas apart, and cursors carry its text. */
  readonly source: LambdaSource;
  readonly text: Source;
  /** Names of the captured variables, in the order of `captured`. */
  readonly capturedNames: readonly string[];
  /** What it was linked from, for the optimizer; undefined of code that is linked when first called. */
  readonly ir: FunctionIr | undefined;
  /** Links a part of `ir` for evaluation apart from the rest, in a frame like that of `body`. */
  readonly linkPart: (part: Ir) => (run: Run, frame: Value[]) => Value;
  /** Links other code that was made of `ir`, in the same surroundings. */
  readonly relink: (ir: FunctionIr) => LambdaCode;
}

/** An arrow function or short lambda with the values of the variables it uses. spec/05 §2 */
export class Lambda extends FunctionValue {
  constructor(
    readonly code: LambdaCode,
    readonly captured: readonly Value[],
  ) {
    super();
  }
  get arity(): Arity {
    return this.code.arity;
  }
  get displayName(): string {
    return "<lambda>";
  }
  get identity(): FunctionIdentity {
    const { source } = this.code;
    return {
      kind: "lambda",
      parameters: source.kind === "lambda" ? parameterNames(source) : ["$this"],
      place: source.span,
      captured: this.captured,
    };
  }
}
defineKind(Lambda, "Lambda");

function parameterNames({ parameters, rest }: LambdaTree): readonly (string | undefined)[] {
  const all = rest === undefined ? parameters : [...parameters, rest];
  return all.map((parameter) => parameter.name);
}

/** A user function as a value, under the name it was reached by. spec/06b §7 */
export class UserFunction extends FunctionValue {
  constructor(
    readonly id: number,
    readonly displayName: string,
    readonly lambda: Lambda,
    /** What the body may do instead of its caller, where the function has a role. spec/07b §6.4 */
    readonly access: ((run: Run) => Access) | undefined,
  ) {
    super();
  }
  get arity(): Arity {
    return this.lambda.arity;
  }
  get identity(): FunctionIdentity {
    return { kind: "user", name: this.displayName };
  }
}
defineKind(UserFunction, "Function");
