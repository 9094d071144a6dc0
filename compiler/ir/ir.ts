import type { LambdaSource, LiteralValue, Name, Span } from "../../grammar/index.js";

/**
 * A query with its names resolved: every variable is a place in a frame, every chain is taken apart, short forms are
 * written out. What the evaluator links to closures. Nodes evaluate left to right, as spec/05 §2 says.
 */
export type Ir =
  | Constant
  | Variable
  | Global
  | Template
  | Conditional
  | AtTime
  | MakeLambda
  | MethodCall
  | Callee
  | Apply
  | Select
  | Access
  | NonNull
  | Optional
  | Operation
  | Coalesce
  | Logical
  | Isa
  | MakeObject
  | MakeArray
  | Sequence
  | Project
  | Unsupported;

/** `null`, `12`, `"a"` */
export interface Constant {
  readonly kind: "constant";
  readonly value: LiteralValue;
  readonly span: Span;
}

/** A variable, by where it lies in the frame of its function. */
export interface Variable {
  readonly kind: "variable";
  readonly place: Place;
  readonly name: string;
  readonly span: Span;
}

/** Frames hold parameters, then captured values, then locals; the parts are numbered each from 0. */
export type Place =
  | { readonly part: "parameter"; readonly index: number }
  | { readonly part: "captured"; readonly index: number }
  | { readonly part: "local"; readonly index: number };

/** A name that no variable has: a module, collection or function, looked up in the schema as it is linked. */
export interface Global {
  readonly kind: "global";
  readonly name: string;
  readonly span: Span;
}

/** `"n = #{n}"` */
export interface Template {
  readonly kind: "template";
  readonly parts: readonly (string | Ir)[];
  readonly span: Span;
}

/** `if (c) a else b`; without `else`, null. */
export interface Conditional {
  readonly kind: "conditional";
  readonly condition: Ir;
  readonly then: Ir;
  readonly otherwise: Ir | undefined;
  readonly span: Span;
}

/** `at (t) e` */
export interface AtTime {
  readonly kind: "at";
  readonly time: Ir;
  readonly body: Ir;
  readonly span: Span;
}

/** `x => e`: makes a lambda value of the variables it uses. */
export interface MakeLambda {
  readonly kind: "lambda";
  readonly code: FunctionIr;
  readonly span: Span;
}

/** A function: its frame's layout and its body. */
export interface FunctionIr {
  /** Without the rest parameter, which comes right after them. */
  readonly parameterCount: number;
  readonly variadic: boolean;
  /** For each captured value, its name and its place in the frame of the enclosing function. */
  readonly captured: readonly { readonly name: string; readonly place: Place }[];
  readonly localCount: number;
  readonly body: Ir;
  /** The tree: tells lambdas apart and gives cursors their text. */
  readonly source: LambdaSource;
}

/** `x.f(a)`: a method of `x` if there is one, else its field, applied. */
export interface MethodCall {
  readonly kind: "methodCall";
  readonly receiver: Ir;
  /** The receiver's last component, where its null document is complained about. */
  readonly receiverSpan: Span;
  readonly method: Name;
  readonly args: readonly Ir[];
  /** The parentheses: the call's frame. */
  readonly applySpan: Span;
  readonly span: Span;
}

/** `x.f` of `x.f?.(a)`: what is called, or the null at which the chain stops. */
export interface Callee {
  readonly kind: "callee";
  readonly receiver: Ir;
  readonly receiverSpan: Span;
  readonly method: Name;
  readonly span: Span;
}

/** `f(a)` */
export interface Apply {
  readonly kind: "apply";
  readonly callee: Ir;
  readonly args: readonly Ir[];
  readonly applySpan: Span;
  readonly span: Span;
}

/** `x.f` */
export interface Select {
  readonly kind: "select";
  readonly receiver: Ir;
  readonly receiverSpan: Span;
  readonly field: Name;
  readonly span: Span;
}

/** `x[i]` */
export interface Access {
  readonly kind: "access";
  readonly receiver: Ir;
  readonly receiverSpan: Span;
  readonly args: readonly Ir[];
  /** The brackets: the access's frame. */
  readonly accessSpan: Span;
  readonly span: Span;
}

/** `x!`; the span is the error's. spec/05 §2.1 */
export interface NonNull {
  readonly kind: "nonNull";
  readonly operand: Ir;
  readonly span: Span;
}

/** `x?.…`: where `x` is null or a null document, null; else `rest`, which finds `x` in the local. spec/05 §2.2 */
export interface Optional {
  readonly kind: "optional";
  readonly receiver: Ir;
  /** The receiver's last component: where the null of a null document arises. */
  readonly receiverSpan: Span;
  /** Null documents count as null for `?.f`, `?.f()` and `?.[i]`, not for `?.()`. */
  readonly includesNullDocuments: boolean;
  /** The method called next, if any: null has `toString`, which is then not skipped. */
  readonly method: string | undefined;
  /** Of `x?.[i]`: `i`, which is evaluated although the access is skipped. */
  readonly index: readonly Ir[];
  readonly place: Place;
  readonly rest: Ir;
  /** Where `!` follows the stretch: the place of its error if this link stops. `rest` has the `!` already. spec/05 §2.1 */
  readonly required: Span | undefined;
  readonly span: Span;
}

/** `a + b`, `-a`: a method of the left operand named by the operator. */
export interface Operation {
  readonly kind: "operation";
  readonly operator: Name;
  readonly left: Ir;
  readonly right: Ir | undefined;
  /** The operation's frame: the right operand, or the whole of a unary one. */
  readonly argsSpan: Span;
  readonly span: Span;
}

/** `a ?? b` */
export interface Coalesce {
  readonly kind: "coalesce";
  readonly left: Ir;
  readonly right: Ir;
  readonly span: Span;
}

/** `a && b`, `a || b` */
export interface Logical {
  readonly kind: "and" | "or";
  readonly left: Ir;
  readonly right: Ir;
  readonly span: Span;
}

/** `a isa M` */
export interface Isa {
  readonly kind: "isa";
  readonly value: Ir;
  readonly module: Ir;
  readonly span: Span;
}

/** `{ a: 1 }` */
export interface MakeObject {
  readonly kind: "object";
  readonly fields: readonly { readonly name: string; readonly value: Ir }[];
  readonly span: Span;
}

/** `[a, b]`, `(a, b)` */
export interface MakeArray {
  readonly kind: "array";
  readonly elements: readonly Ir[];
  readonly span: Span;
}

/** `{ let a = 1; a }`: each step runs; those with a place keep their value there. The last one's value is the block's. */
export interface Sequence {
  readonly kind: "sequence";
  readonly steps: readonly { readonly place: Place | undefined; readonly value: Ir }[];
  readonly span: Span;
}

/** `e { a, b: .c }`. `code` takes the projected element and makes the object. */
export interface Project {
  readonly kind: "project";
  readonly base: Ir;
  /** The base's last component: where the null of a null document arises. */
  readonly baseSpan: Span;
  readonly code: FunctionIr;
  readonly span: Span;
}

/** `match`, `x { * }`: parsed, never run. */
export interface Unsupported {
  readonly kind: "unsupported";
  readonly what: "match" | "project";
  readonly span: Span;
}
