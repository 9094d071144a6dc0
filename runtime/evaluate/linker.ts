import { resolveExpression, resolveLambda, resolveQuery } from "../../compiler/index.js";
import type { Block, Expression, LambdaSource, Source } from "../../grammar/index.js";
import { parseQuery } from "../../grammar/index.js";
import { callLambda, Lambda, type LambdaCode, type Linker, type Run, type Schema } from "../call/index.js";
import { invalidCursor } from "../problems/cursors.js";
import type { Arity, Value } from "../values/index.js";
import { linkFunction } from "./link.js";

/** Links a query; it is called with its arguments in the order of `parameters`. */
export function linkQuery(
  query: Block,
  parameters: readonly string[],
  schema: Schema,
  text: Source,
): LambdaCode {
  return linkFunction(resolveQuery(query, parameters), schema, text);
}

/** The linker that a schema hands to rooms below `evaluate/`. `schema` is asked when code is first run, since the two refer to each other. */
export function createLinker(schema: () => Schema): Linker {
  return {
    lambda: (source, text) => lambdaOf(source, text, schema),
    expression: (source, text) => new Lambda(linkedLater(thunk(source), text, () => linkFunction(resolveExpression(source), schema(), text)), []),
    evaluateText: (run, text, variables) => evaluateText(run as Run, text, variables, schema()),
  };
}

function lambdaOf(source: LambdaSource, text: Source, schema: () => Schema): Lambda {
  return new Lambda(
    linkedLater(source, text, () => linkFunction(resolveLambda(source), schema(), text)),
    [],
  );
}

function thunk(body: Expression): LambdaSource {
  return { kind: "lambda", parameters: [], rest: undefined, body, span: body.span };
}

/**
 * Code that is linked when first called: most functions of a schema are not called by most queries, and a function
 * may call itself. Frames grow as locals are assigned, so the first one may be made before its size is known.
 */
function linkedLater(source: LambdaSource, text: Source, linkNow: () => LambdaCode): LambdaCode {
  const parameterCount = source.kind === "lambda" ? source.parameters.length : 1;
  const variadic = source.kind === "lambda" && source.rest !== undefined;
  const arity: Arity = variadic ? { atLeast: parameterCount } : { counts: [parameterCount] };
  const code = {
    arity,
    parameterCount,
    variadic,
    frameSize: parameterCount + (variadic ? 1 : 0),
    source,
    text,
    capturedNames: [],
    body: (run: Run, frame: Value[]): Value => {
      const linked = linkNow();
      code.frameSize = linked.frameSize;
      code.body = linked.body;
      return linked.body(run, frame);
    },
  };
  return code;
}

function evaluateText(run: Run, text: string, variables: ReadonlyMap<string, Value>, schema: Schema): Value {
  const source: Source = { name: "*null*", text: undefined };
  const parsed = parseQuery(text, { source: source.name });
  if (!parsed.ok) throw invalidCursor();
  const code = linkQuery(parsed.value, [...variables.keys()], schema, source);
  return callLambda(run, new Lambda(code, []), [...variables.values()]);
}
