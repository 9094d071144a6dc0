import type { Ir } from "../../compiler/index.js";
import { unboundVariable } from "../problems/calls.js";
import { globalValue } from "../stdlib/library.js";
import type { Code, Layout } from "./layout.js";

/** Built-in modules and functions come first, then collections and user functions. spec/05 §1.1 */
export function linkGlobal(ir: Extract<Ir, { kind: "global" }>, layout: Layout): Code {
  const value = globalValue(ir.name) ?? layout.schema.global(ir.name);
  if (value !== undefined) return () => value;
  const { name, span } = ir;
  return () => {
    throw unboundVariable(name).at(span);
  };
}
