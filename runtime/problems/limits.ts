import { problem } from "../../compiler/index.js";

/** spec/05 §5 */
export const stackOverflow = problem(
  "stack_overflow",
  (limit: number) => `number of stack frames exceeded limit of ${limit}`,
);

export const tooMuchCompute = problem(
  "invalid_request",
  (ops: number, limit: number) => `Transaction does too much compute: got ${ops}, limit: ${limit}`,
);

export const valueTooLarge = problem("value_too_large", (reason: string) => `Value too large: ${reason}.`);

/** spec/04 §8.5 */
export function stringTooLarge(size: number, limit: number) {
  return valueTooLarge(`string size ${size} exceeds limit ${limit}`);
}

/** spec/05 §5 */
export function setTooLarge(limit: number) {
  return valueTooLarge(`exceeded maximum number of elements (limit=${limit})`);
}

/** Everything that one query builds. */
export function memoryExceeded(limit: number) {
  return valueTooLarge(`values of the query exceed ${limit} bytes`);
}
