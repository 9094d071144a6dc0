import { problem } from "../../compiler/index.js";

/** spec/05 §9.3 */
export const invalidCursor = problem("invalid_cursor", () => "Cursor cursor is invalid or expired.");
