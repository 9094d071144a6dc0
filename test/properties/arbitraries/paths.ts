import fc from "fast-check";
import { type FieldPath, NO_SPAN, type PathElement } from "../../../grammar/index.js";
import { key } from "./names.js";

const element: fc.Arbitrary<PathElement> = fc.oneof(
  key.map((name): PathElement => ({ kind: "field", name, span: NO_SPAN })),
  fc.nat().map((index): PathElement => ({ kind: "index", index, span: NO_SPAN })),
);

export const fieldPath: fc.Arbitrary<FieldPath> = fc
  .array(element, { minLength: 1, maxLength: 3 })
  .map((elements) => ({ elements, span: NO_SPAN }));
