import { problem } from "../../compiler/index.js";

/** `match` and `x { * }` parse, but never run. spec/05 §2.4 */
export const notSupported = problem(
  "invalid_query",
  (what: "match" | "project") => `${what} expr not supported`,
);
