import { method, type Run } from "../call/index.js";
import { cursorText } from "../cursors/index.js";
import type { SetCursor } from "../values/index.js";
import { libraryType } from "./part.js";

/** spec/05 §9.3 */
export const setCursorType = libraryType({
  type: "SetCursor",
  kinds: ["SetCursor"],
  doc: "Where a page of a set ended.",
  members: {
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "Opaque text, from which `Set.paginate` goes on.",
      example: ["Set.sequence(0, 9).paginate(1).after!.toString().length > 0", "true"],
      perform: (run: Run, self: SetCursor) => cursorText(run, self),
    }),
  },
});
