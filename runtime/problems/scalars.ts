import { problem } from "../../compiler/index.js";

/** spec/04 §2.2 */
export const divideByZero = problem("divide_by_zero", () => "Attempted integer division by zero.");

/** spec/04 §9 */
export const aborted = problem("abort", () => "Query aborted.");

/** spec/04 §10 */
export const invalidId = problem("invalid_id", (text: string) => `\`${text}\` is not a valid ID.`);

/** spec/04 §13 */
export const invalidTime = problem("invalid_time", (text: string) => `\`${text}\` is not a valid time.`);
export const timeTooEarly = problem("invalid_time", () => "Time exceeds the minimum value.");
export const timeTooLate = problem("invalid_time", () => "Time exceeds the maximum value.");
export const invalidTimeUnit = problem(
  "invalid_unit",
  (unit: string) => `\`${unit}\` is not a valid time unit.`,
);

/** spec/04 §14 */
export const invalidDate = problem("invalid_date", (text: string) => `\`${text}\` is not a valid date.`);
export const dateTooEarly = problem("invalid_date", () => "Date exceeds the minimum value.");
export const dateTooLate = problem("invalid_date", () => "Date exceeds the maximum value.");
export const invalidDateUnit = problem(
  "invalid_unit",
  (unit: string) => `\`${unit}\` is not a valid date unit.`,
);

/** spec/04 §12.1; `index` counts code points of the pattern. */
export const invalidRegex = problem(
  "invalid_regex",
  (description: string, index: number) => `Invalid regular expression. ${description} at index ${index}`,
);
