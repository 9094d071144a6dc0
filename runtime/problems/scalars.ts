import { problem } from "../../compiler/index.js";

/** spec/04 §2.2 */
export const divideByZero = problem("divide_by_zero", () => "Attempted integer division by zero.");
