import type {
  Block,
  Expression,
  FieldPath,
  Lambda,
  ShortLambda,
  Statement,
  TypeExpression,
  TypeScheme,
} from "../ast/index.js";
import { type Diagnostic, type Parsed, syntaxError } from "../diagnostic.js";
import { type Source, span } from "../span.js";
import { fieldPathOf } from "./fieldPath.js";
import { MAX_NESTING, TooDeep } from "./nesting.js";
import { FqlParser } from "./parser/index.js";
import { FqlRecogniser } from "./recognise/index.js";
import { scan } from "./scanner.js";

export interface ParseOptions {
  /** Where the text comes from. A mere name makes a source of the text itself; `*query*` if nothing is said. */
  readonly source?: Source | string;
  /** Where in its source the text stands. */
  readonly offset?: number;
  /** How deep brackets, lambdas, branches and prefix operators may nest, for hosts with larger stacks. */
  readonly maxNesting?: number;
}

/** The text being parsed and where it stands. */
interface Input {
  readonly text: string;
  readonly source: Source;
  readonly offset: number;
  readonly maxNesting: number;
}

function inputOf(text: string, options: ParseOptions): Input {
  const { source = "*query*", offset = 0, maxNesting = MAX_NESTING } = options;
  return { text, source: typeof source === "string" ? { name: source, text } : source, offset, maxNesting };
}

let parser: FqlParser | undefined;

/** The tree that `rule` makes of the whole text, or undefined where there is none. */
function attempt<T>(input: Input, rule: (parser: FqlParser) => T): T | undefined {
  parser ??= new FqlParser();
  parser.load(input.text, scan(input.text), input.source, input.offset, input.maxNesting);
  const grammar = parser;
  return grammar.whole(() => rule(grammar));
}

/** Parses, and where that fails finds out why, in a second step that costs nothing when all is well. */
function parse<T>(
  input: Input,
  rule: (parser: FqlParser) => T,
  explain: (recogniser: FqlRecogniser) => unknown,
): Parsed<T> {
  try {
    const value = attempt(input, rule);
    if (value !== undefined) return { ok: true, value };
    const recogniser = new FqlRecogniser(input);
    const errors = recogniser.explain(() => explain(recogniser));
    return failed(errors.length > 0 ? errors : [notUnderstood(input)]);
  } catch (failure) {
    // A host may have given less stack than most.
    const position = failure instanceof TooDeep ? failure.position : input.offset;
    if (!(failure instanceof TooDeep || failure instanceof RangeError)) throw failure;
    return failed([syntaxError("Query is nested too deeply", span(input.source, position, position + 1))]);
  }
}

/** For a text that the recogniser finds fine; tests see to it that there is none. */
function notUnderstood({ text, source, offset }: Input): Diagnostic {
  const end = offset + text.length;
  return syntaxError("Expected end-of-input", span(source, end, end + 1));
}

function failed(diagnostics: readonly Diagnostic[]): {
  readonly ok: false;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { ok: false, diagnostics };
}

/** A request's query: always a block, also of one expression. spec/01 §0 `query` */
export function parseQuery(text: string, options: ParseOptions = {}): Parsed<Block> {
  const input = inputOf(text, options);
  return parse(
    input,
    (grammar) => {
      const statements = grammar.statements();
      const start = statements?.[0]?.span.start ?? 0;
      return { kind: "block", statements, span: span(input.source, start, input.offset + text.length) };
    },
    (recogniser) => recogniser.query(true),
  );
}

/** Exactly one expression, as of a default. spec/01 §0 `expression` */
export function parseExpression(text: string, options: ParseOptions = {}): Parsed<Expression> {
  return parse(
    inputOf(text, options),
    (grammar) => grammar.soleExpression(),
    (recogniser) => recogniser.soleExpression(),
  );
}

/** The text of a function's body, a computed field, a check or a predicate. spec/01 §9.2 */
export function parseLambda(text: string, options: ParseOptions = {}): Parsed<Lambda | ShortLambda> {
  const input = inputOf(text, options);
  const parsed = parse(
    input,
    (grammar) => grammar.lambdaSource(),
    (recogniser) => recogniser.query(false),
  );
  if (!parsed.ok) return parsed;
  const lambda = lambdaOf(parsed.value);
  if (lambda !== undefined) return { ok: true, value: lambda };
  return failed([bodyIsNoLambda(input, parsed.value.length === 1)]);
}

function lambdaOf(statements: readonly Statement[]): Lambda | ShortLambda | undefined {
  const [statement, ...others] = statements;
  if (others.length > 0 || statement?.kind !== "expression") return undefined;
  const { expression } = statement;
  if (expression.kind === "lambda") return expression;
  const inner =
    expression.kind === "tuple" && expression.elements.length === 1 ? expression.elements[0] : undefined;
  return inner?.kind === "shortLambda" ? inner : undefined;
}

function bodyIsNoLambda({ text, source, offset }: Input, declarable: boolean): Diagnostic {
  const hint = {
    kind: "hint" as const,
    message: "Declare a lambda.",
    span: span(source, offset, offset),
    suggestion: { replacement: "() => " },
  };
  const whole = span(source, offset, offset + text.length);
  return syntaxError(
    "Body must be a lambda expression.",
    whole,
    "Expression is not a lambda.",
    declarable ? [hint] : [],
  );
}

/** A type of a signature or field. spec/01 §8.1 */
export function parseType(text: string, options: ParseOptions = {}): Parsed<TypeExpression> {
  return parse(
    inputOf(text, options),
    (grammar) => grammar.type(),
    (recogniser) => recogniser.type(),
  );
}

/** The type of a field in a definition: its object types may have defaults. spec/02 §4.1 */
export function parseFieldType(text: string, options: ParseOptions = {}): Parsed<TypeExpression> {
  return parse(
    inputOf(text, options),
    (grammar) => grammar.fieldType(),
    (recogniser) => recogniser.fieldType(),
  );
}

/** A type with type parameters: `<A> (A) => A`. spec/01 §8.1 */
export function parseTypeScheme(text: string, options: ParseOptions = {}): Parsed<TypeScheme> {
  return parse(
    inputOf(text, options),
    (grammar) => grammar.typeScheme(),
    (recogniser) => recogniser.typeScheme(),
  );
}

export interface FieldPathOptions extends ParseOptions {
  /** A path in a definition's string field may lack its first dot, which is then put before the text. */
  readonly dotOptional?: boolean;
}

/** The path of an index term or constraint: `.a["b c"][0]`. spec/01 §9.1 */
export function parseFieldPath(text: string, options: FieldPathOptions = {}): Parsed<FieldPath> {
  const input = inputOf(options.dotOptional && !text.startsWith(".") ? `.${text}` : text, options);
  const parsed = parse(
    input,
    (grammar) => grammar.pathExpression(),
    (recogniser) => recogniser.expressionOnLine(),
  );
  if (!parsed.ok) return parsed;
  const path = fieldPathOf(parsed.value);
  return "elements" in path ? { ok: true, value: path } : failed([path]);
}
