import { type ConstraintFailure, problem, type QueryFailure } from "../../compiler/index.js";

/** Errors of writes. spec/06 §3 */
export const writeInThePast = problem("invalid_write", () => "Cannot write at a snapshot time in the past.");

export const documentAndCollection = problem(
  "invalid_write",
  () => "Cannot modify a document and its collection in the same query.",
);

export const notStorable = problem(
  "invalid_type",
  (path: string, type: string) => `Value at \`${path}\` has type ${type}, which cannot be persisted.`,
);

export const functionNotStorable = problem(
  "invalid_type",
  () => "Anonymous functions cannot be stored. Use a string of FQL instead.",
);

export const documentIdExists = problem(
  "document_id_exists",
  (collection: string, id: string) => `Collection \`${collection}\` already contains document with id ${id}.`,
);

const failedWrite = problem("constraint_failure", (text: string) => text);

/** The one error of a write whose data are refused, with all failures found. */
export function constraintFailure(text: string, failures: readonly ConstraintFailure[]): QueryFailure {
  const failure = failedWrite(text);
  failure.failures = failures;
  return failure;
}

export const FAILED_UNIQUE = "Failed unique constraint.";

/** Texts of single failures. spec/06 §3.3, §6.3, §7, §8 */
export const failureText = {
  reserved: "Is a reserved field and cannot be used",
  computed: "Cannot write to a computed field",
  readOnly: "Failed to update field because it is readonly",
  unexpected: "Unexpected field provided",
  tupleArity: "Invalid tuple arity",
  unique: "Failed unique constraint",
  negativeId: "id must be nonnegative",
  missing: (type: string) => `Missing required field of type ${type}`,
  notUserDocument: "Expected document from a user-defined collection.",
  mismatch: (declared: string, actual: string) => `Expected ${declared}, provided ${actual}`,
  unionRequires: (alternatives: readonly string[]) => `Union requires fields ${orList(alternatives)}`,
  defaultFailed: (reason: string) => `Default field evaluation failed.\n${reason}`,
  defaultNotStorable: (type: string) => `Value has type ${type}, which cannot be persisted`,
  check: (name: string) => `Document failed check constraint \`${name}\``,
  checkNotBoolean: (name: string) =>
    `Error evaluating check constraint \`${name}\`: function returned a non-boolean value`,
} as const;

/** `a`, `a or b`, `a, b, or c` */
function orList(items: readonly string[]): string {
  if (items.length <= 2) return items.join(" or ");
  return `${items.slice(0, -1).join(", ")}, or ${items[items.length - 1]}`;
}

/** Makes a failure one of the whole query: it names no place. */
export function withoutFrames(failure: QueryFailure): QueryFailure {
  failure.frames = [];
  return failure;
}

/** Sizes; all are errors of the whole query. spec/06 §14 */
export const versionTooLarge = problem(
  "invalid_request",
  (bytes: number, limit: number) => `Version bytes (${bytes}) exceeds threshold (${limit})`,
);

/** spec/08 §4 */
export const componentTooLarge = problem(
  "invalid_request",
  (bytes: number, limit: number) => `buf length ${bytes} exceeds ${limit}`,
);

export const keyTooLarge = problem(
  "invalid_request",
  (bytes: number, limit: number) => `Key bytes (${bytes}) exceeds threshold (${limit})`,
);

export const transactionTooLarge = problem(
  "invalid_request",
  (bytes: number, limit: number) => `Transaction exceeded limit: got ${bytes} bytes, limit ${limit} bytes`,
);

export const entriesTooLarge = problem(
  "invalid_request",
  (document: string, scope: number, index: number, bytes: number, limit: number) =>
    `Index entries for doc ${document} in scope ${scope} and index ${index} have estimated byte size ${bytes} that exceeds limit ${limit}`,
);
