import type { Span } from "../span.js";

/** `.a["b c"][0]`: where a value lies in a document. spec/01 §9.1 */
export interface FieldPath {
  readonly elements: readonly PathElement[];
  readonly span: Span;
}

export type PathElement =
  | { readonly kind: "field"; readonly name: string; readonly span: Span }
  | { readonly kind: "index"; readonly index: number; readonly span: Span };
