import { resolveExpression, resolveLambda, resolveQuery } from "../../compiler/index.js";
import type { Block, Expression, LambdaSource, Source } from "../../grammar/index.js";
import { NO_SOURCE, parseQuery } from "../../grammar/index.js";
import { Lambda, type LambdaCode, type Linker, type Run, type Schema } from "../call/index.js";
import type { Arity, Value } from "../values/index.js";
import { linkFunction } from "./link.js";

/** Links a query; it is called with its arguments in the order of `parameters`. */
export function linkQuery(
  query: Block,
  parameters: readonly string[],
  schema: Schema,
  text: Source,
): LambdaCode {
  return linkFunction(resolveQuery(query, parameters), schema, text, false);
}

/**
 * The linker that a schema hands to rooms below `evaluate/`. `schema` is asked when code is first run, since the two
 * refer to each other.
 */
export function createLinker(schema: () => Schema): Linker {
  return {
    linkLambda: (source, text) =>
      later(source, text, () => linkFunction(resolveLambda(source), schema(), text, true)),
    linkExpression: (source, text) =>
      later(thunk(source), text, () => linkFunction(resolveExpression(source), schema(), text, true)),
    linkText: (text, parameters) => linkText(text, parameters, schema()),
  };
}

function later(source: LambdaSource, text: Source, linkNow: () => LambdaCode): Lambda {
  return new Lambda(linkedLater(source, text, linkNow), []);
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
  const code: { -readonly [Key in keyof LambdaCode]: LambdaCode[Key] } = {
    arity,
    parameterCount,
    variadic,
    frameSize: parameterCount + (variadic ? 1 : 0),
    source,
    text,
    capturedNames: [],
    ir: undefined,
    linkPart: (part) => linkNow().linkPart(part),
    relink: (ir) => linkNow().relink(ir),
    body: (run: Run, frame: Value[]): Value => {
      const linked = linkNow();
      code.frameSize = linked.frameSize;
      code.body = linked.body;
      return linked.body(run, frame);
    },
  };
  return code;
}

function linkText(text: string, parameters: readonly string[], schema: Schema): Lambda | undefined {
  // The text is kept: lambdas in it go into the next cursor.
  const source: Source = { name: NO_SOURCE.name, text };
  const parsed = parseQuery(text, { source: source.name });
  return parsed.ok ? new Lambda(linkQuery(parsed.value, parameters, schema, source), []) : undefined;
}
