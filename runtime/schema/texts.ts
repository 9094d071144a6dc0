import type { ConstraintFailure } from "../../compiler/index.js";
import {
  type Diagnostic,
  type LambdaSource,
  type Parsed,
  parseExpression,
  parseFieldType,
  parseLambda,
  parseType,
  renderDiagnostics,
  syntaxError,
} from "../../grammar/index.js";
import { arityText } from "../call/index.js";
import { definitionText } from "../problems/definitions.js";
import { type Arity, accepts } from "../values/index.js";

type Path = readonly (string | number)[];

/** Failures of texts in definitions, each with the source that its parse errors show. spec/02 §6.1 */
export function typeTextFailures(
  text: string,
  path: Path,
  source = "*signature*",
): readonly ConstraintFailure[] {
  return signatureFailures(parseType(text, { source }), path);
}

export function fieldTypeTextFailures(text: string, path: Path): readonly ConstraintFailure[] {
  return signatureFailures(parseFieldType(text, { source: "*signature*" }), path);
}

function signatureFailures(parsed: Parsed<unknown>, path: Path): readonly ConstraintFailure[] {
  if (parsed.ok) return [];
  return [{ paths: [path], message: definitionText.badSignature(renderDiagnostics(parsed.diagnostics)) }];
}

export function expressionTextFailures(
  text: string,
  path: Path,
  source: string,
): readonly ConstraintFailure[] {
  const parsed = parseExpression(text, { source });
  return parsed.ok ? [] : [sourceFailure(path, parsed.diagnostics)];
}

/** `arity` is what the lambda may take. */
export function lambdaTextFailures(
  text: string,
  path: Path,
  source: string,
  arity: Arity,
): readonly ConstraintFailure[] {
  const parsed = parseLambda(text, { source });
  if (!parsed.ok) return [sourceFailure(path, parsed.diagnostics)];
  const count = parsed.value.kind === "lambda" ? parsed.value.parameters.length : 1;
  if (accepts(arity, count)) return [];
  return [{ paths: [path], message: definitionText.arity(arityText(arity, "argument"), count) }];
}

/** A user function's body: any number of parameters, but no short form. spec/01 §9.2 */
export function functionTextFailures(text: string, path: Path): readonly ConstraintFailure[] {
  const parsed = functionBody(text);
  return parsed.ok ? [] : [sourceFailure(path, parsed.diagnostics)];
}

function functionBody(text: string): Parsed<LambdaSource> {
  const parsed = parseLambda(text, { source: "*body*" });
  if (!parsed.ok || parsed.value.kind === "lambda") return parsed;
  return {
    ok: false,
    diagnostics: [syntaxError("Short form lambdas are not allowed here", parsed.value.span)],
  };
}

function sourceFailure(path: Path, diagnostics: readonly Diagnostic[]): ConstraintFailure {
  return { paths: [path], message: definitionText.badSource(renderDiagnostics(diagnostics)) };
}
