import type { Expression, Span } from "../../grammar/index.js";
import { ApplyUse, type FunctionOf, type Use, type Value } from "../types/type.js";
import { knownFunction } from "./known.js";
import type { ExpressionTyper } from "./typer.js";

/** Calls a function: first whether it can be called, then each argument at its place. */
export function inferCall(
  typer: ExpressionTyper,
  callee: Value,
  values: readonly Value[],
  args: readonly Expression[],
  argumentSpan: Span,
  callSite: Span,
): Value {
  const { session } = typer;
  const known = knownFunction(session, typer.shapes, callee, args.length);
  if (known !== undefined) {
    const parameters = parametersOf(typer, known, args.length, argumentSpan, callSite);
    constrainArguments(typer, values, parameters, args);
    return session.known(known.result, argumentSpan);
  }
  const parameters = args.map(() => session.fresh(argumentSpan));
  const result = session.fresh(argumentSpan);
  const use = new ApplyUse(parameters, result, argumentSpan, session.level);
  if (typer.constrain(callee, use, callSite)) constrainArguments(typer, values, parameters, args);
  return result;
}

/** What each argument flows into. */
function parametersOf(
  typer: ExpressionTyper,
  { parameters, variadic }: FunctionOf<Use, Value>,
  count: number,
  argumentSpan: Span,
  callSite: Span,
): readonly Use[] {
  return Array.from({ length: count }, (_, index) => {
    const parameter = parameters[index] ?? variadic!;
    if (parameter.kind !== "variable") return parameter;
    // What flows into a variable through another one is listed after its own. spec/03 §7.1
    const fresh = typer.session.fresh(argumentSpan);
    typer.constrain(fresh, parameter, callSite);
    return fresh;
  });
}

function constrainArguments(
  typer: ExpressionTyper,
  values: readonly Value[],
  parameters: readonly Use[],
  args: readonly Expression[],
): void {
  for (let index = 0; index < values.length; index++) {
    typer.constrain(values[index]!, parameters[index]!, args[index]!.span);
  }
}
