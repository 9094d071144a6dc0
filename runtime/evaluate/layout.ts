import { type FunctionIr, growthsOf, type Ir, type Place, type Reuses } from "../../compiler/index.js";
import type { Source } from "../../grammar/index.js";
import type { Run, Schema } from "../call/index.js";
import type { Value } from "../values/index.js";
import { reusesIn } from "./reuses.js";

/** Linked code: evaluates in a frame. engine §6 */
export type Code = (run: Run, frame: Value[]) => Value;

/** Links one node; the linker of a family of nodes is handed this for their parts. */
export type Link = (ir: Ir, layout: Layout) => Code;

/** What linking one function needs to know. */
export interface Layout {
  readonly schema: Schema;
  readonly text: Source;
  /** Slot of the first captured value. */
  readonly captured: number;
  /** Slot of the first local. */
  readonly locals: number;
  readonly frameSize: number;
  /** Calls that make an array longer, with the slot of the one that such a call made last. */
  readonly growths: ReadonlyMap<Ir, number>;
  /** Expressions that keep their values. */
  readonly reuses: Reuses;
}

/** @param isRepeated false of the code of a query, which runs once */
export function layoutOf(code: FunctionIr, schema: Schema, text: Source, isRepeated: boolean): Layout {
  const captured = code.parameterCount + (code.variadic ? 1 : 0);
  const locals = captured + code.captured.length;
  const { calls, places } = growthsOf(code);
  const grown = locals + code.localCount;
  return {
    schema,
    text,
    captured,
    locals,
    frameSize: grown + places,
    growths: new Map([...calls].map(([call, place]) => [call, grown + place])),
    reuses: reusesIn(code, schema, isRepeated),
  };
}

/** The slot of a place in frames of this layout. */
export function slotOf(place: Place, layout: Layout): number {
  switch (place.part) {
    case "parameter":
      return place.index;
    case "captured":
      return layout.captured + place.index;
    case "local":
      return layout.locals + place.index;
  }
}
