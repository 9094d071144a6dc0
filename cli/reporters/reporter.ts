import type { Diagnostic } from "../../grammar/index.js";
import type { Terminal } from "../terminal/terminal.js";

/** Tells findings: to people, or to programs. */
export type Reporter = (terminal: Terminal, findings: readonly Diagnostic[]) => void;
