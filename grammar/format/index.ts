import type { Parsed } from "../diagnostic.js";
import { parseQuery } from "../fql/parse.js";
import { parseSchema } from "../fsl/index.js";
import { layOut } from "./layout.js";
import { piecesOf } from "./pieces.js";
import { shapesOf } from "./shapes.js";

/** A query as a person likes to read it: comments and lines kept, space and indentation made regular. */
export function formatQuery(text: string, sourceName = "*query*"): Parsed<string> {
  const parsed = parseQuery(text, { source: sourceName });
  return parsed.ok ? { ok: true, value: layOut(shapesOf(piecesOf(text), parsed.value)) } : parsed;
}

/** A file of FSL as a person likes to read it: comments and lines kept, space and indentation made regular. */
export function formatSchema(text: string, fileName: string): Parsed<string> {
  const parsed = parseSchema(text, fileName);
  return parsed.ok ? { ok: true, value: layOut(shapesOf(piecesOf(text), parsed.value)) } : parsed;
}
