import { problem } from "../../compiler/index.js";

/** Errors of calls and casts. spec/05 §1.4, spec/04 §1.1 */
export const typeMismatch = problem(
  "type_mismatch",
  (expected: string, received: string) => `expected type: ${expected}, received ${received}`,
);

export const unexpectedArgument = problem(
  "invalid_argument",
  (parameter: string, expected: string, received: string) =>
    `expected value for \`${parameter}\` of type ${expected}, received ${received}`,
);

export const noOverload = problem(
  "invalid_argument",
  (name: string, signatures: string, received: string) =>
    `expected arguments to \`${name}\` of type ${signatures}, received ${received}`,
);

export const invalidArgument = problem(
  "invalid_argument",
  (parameter: string, reason: string) => `invalid argument \`${parameter}\`: ${reason}`,
);

export const invalidBounds = problem(
  "invalid_bounds",
  (parameter: string, predicate: string, received: number) =>
    `expected \`${parameter}\` to be ${predicate}, received ${received}`,
);

export const wrongArgumentCount = problem(
  "invalid_function_invocation",
  (arity: string, count: number) =>
    `callee function expects ${arity}, but ${count} ${count === 1 ? "was" : "were"} provided.`,
);

export const wrongCallbackArity = problem(
  "invalid_argument",
  (parameter: string, count: number, arity: string) =>
    `\`${parameter}\` should accept ${count} ${count === 1 ? "parameter" : "parameters"}, provided function requires ${arity}.`,
);

export const unknownFunction = problem(
  "invalid_function_invocation",
  (name: string, type: string) => `The function \`${name}\` does not exist on \`${type}\``,
);

export const notAFunction = problem(
  "invalid_function_invocation",
  (field: string, type: string) => `\`${field}\`: Expected a function, found \`${type}\``,
);

export const invalidNullAccess = problem(
  "invalid_null_access",
  (name: string) => `Cannot access \`${name}\` on null.`,
);

export const indexOutOfBounds = problem(
  "index_out_of_bounds",
  (index: number | bigint, length: number) => `index ${index} out of bounds for length ${length}`,
);

export const unboundVariable = problem("unbound_variable", (name: string) => `Unbound variable \`${name}\``);
