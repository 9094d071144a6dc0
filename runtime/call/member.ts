import type { Declaration, Effect } from "../../compiler/index.js";
import type { Value } from "../values/index.js";
import type { ParameterKind } from "./parameters.js";
import type { Run } from "./run.js";

/**
 * A member of the standard library: what the compiler reads (`Declaration`) and how it runs. The signature types the
 * call and prints; `takes` checks and converts the arguments as the query runs, one list for each overload, with the
 * names that errors use. engine §12
 */
export interface Member extends Declaration {
  readonly takes: readonly (readonly ParameterKind[])[];
  /** Receives the receiver and arguments that already fit. Statics receive their module. */
  readonly perform: (run: Run, self: Value, args: readonly unknown[]) => Value;
}

interface Spec {
  readonly signature: string;
  readonly doc: string;
  readonly example?: readonly [query: string, result: string];
  readonly effect?: Effect;
}

// The parameter types of an implementation are those of its `takes`; overloads make a precise mapping unreadable,
// and one test asserts that each `takes` fits under its signature.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Implementation = (...args: any[]) => Value;

export interface MethodSpec extends Spec {
  readonly takes: readonly (readonly ParameterKind[])[];
  /** For what needs only its receiver and arguments: `(self, ...args)`. */
  readonly run?: Implementation;
  /** For what also needs the run (reads, writes, time): `(run, self, ...args)`. */
  readonly perform?: Implementation;
}

export interface FieldSpec extends Spec {
  readonly run?: Implementation;
  readonly perform?: Implementation;
}

export type UnnamedMember = Omit<Member, "name">;

/** Something to call. */
export function method(spec: MethodSpec): UnnamedMember {
  const takesFunctions = spec.takes.some((overload) => overload.some(holdsFunctions));
  return {
    ...declared(spec),
    kind: "method",
    takes: spec.takes,
    takesFunctions,
    perform: implementation(spec),
  };
}

function holdsFunctions({ type, holdsFunctions }: ParameterKind): boolean {
  return holdsFunctions === true || type === "Function";
}

/** Something to call on a module, whose value the implementation does not receive: `Math.abs`, `Time(…)`. */
export function staticMethod(spec: MethodSpec): UnnamedMember {
  const { run, perform } = spec;
  return method({
    ...spec,
    run: run && ((_module: Value, ...args: readonly unknown[]) => run(...args)),
    perform:
      perform && ((context: Run, _module: Value, ...args: readonly unknown[]) => perform(context, ...args)),
  });
}

/** Something to read: `length`, `Math.PI`. */
export function field(spec: FieldSpec): UnnamedMember {
  return {
    ...declared(spec),
    kind: "field",
    takes: [],
    takesFunctions: false,
    perform: implementation(spec),
  };
}

/** Gives members their names. */
export function members(table: Readonly<Record<string, UnnamedMember>>): ReadonlyMap<string, Member> {
  return new Map(Object.entries(table).map(([name, member]) => [name, { ...member, name }]));
}

function declared(spec: Spec): Pick<Member, "signature" | "doc" | "example" | "effect"> {
  return { signature: spec.signature, doc: spec.doc, example: spec.example, effect: spec.effect ?? "pure" };
}

function implementation(spec: MethodSpec | FieldSpec): Member["perform"] {
  const { run: pure, perform } = spec;
  // Calls with a fixed count of arguments are much faster than those that spread a list.
  if (perform !== undefined) {
    return (run, self, args) => {
      switch (args.length) {
        case 0:
          return perform(run, self);
        case 1:
          return perform(run, self, args[0]);
        case 2:
          return perform(run, self, args[0], args[1]);
        default:
          return perform(run, self, ...args);
      }
    };
  }
  if (pure === undefined) throw new Error("a member needs `run` or `perform`");
  return (_run, self, args) => {
    switch (args.length) {
      case 0:
        return pure(self);
      case 1:
        return pure(self, args[0]);
      case 2:
        return pure(self, args[0], args[1]);
      default:
        return pure(self, ...args);
    }
  };
}
