import { problem } from "../../compiler/index.js";

/** spec/07 §5 */
export const invalidSecret = problem("invalid_secret", () => "Provided secret did not match.");
