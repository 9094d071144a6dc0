import type { Run } from "../call/index.js";
import { readEventSource } from "../cursors/index.js";
import { coveredFields, demandStreamable, type SetShapeOf } from "../operators/index.js";
import type { DocumentValue, FunctionValue, SetValue, Value } from "../values/index.js";

/** An event source taken apart: where changes come from, and what is made of them. */
export interface WatchedSource {
  readonly source: ChangeSource;
  /** Operators that carry lambdas, from the source outwards. */
  readonly lambdas: readonly SourceLambda[];
  readonly watched: readonly (readonly (string | number)[])[];
}

export type ChangeSource =
  | { readonly kind: "documents"; readonly collection: number }
  | {
      readonly kind: "index";
      readonly collection: number;
      /** Internal id of the entries. */
      readonly entries: number;
      readonly terms: readonly Value[];
      /** Names of the fields that its entries hold. */
      readonly covered: ReadonlySet<string>;
    }
  | { readonly kind: "single"; readonly collection: number; readonly id: string };

export interface SourceLambda {
  readonly kind: "filter" | "project";
  readonly set: SetValue;
  readonly lambda: FunctionValue;
}

/** The source that a token stands for; fails as the code in it does, or as `eventSource()` would now. spec/08 §9.1 */
export function openSource(run: Run, token: string): WatchedSource {
  const { set, watched } = readEventSource(run, token);
  demandStreamable(run, set, "eventSource");
  const lambdas: SourceLambda[] = [];
  let source = set;
  for (;;) {
    const { operator } = source.shape as SetShapeOf;
    const [first, second] = source.slots;
    switch (operator.kind) {
      case "documents":
        return { source: { kind: "documents", collection: operator.collection }, lambdas, watched };
      case "indexScan": {
        const { collection, entries } = operator;
        const terms = first as readonly Value[];
        const covered = coveredFields(entries);
        return {
          source: { kind: "index", collection, entries: entries.id, terms, covered },
          lambdas,
          watched,
        };
      }
      case "single": {
        const { collection, id } = first as DocumentValue;
        return { source: { kind: "single", collection, id }, lambdas, watched };
      }
      case "filter":
      case "project":
        lambdas.unshift({ kind: operator.kind, set: source, lambda: second as FunctionValue });
        break;
      default:
        break;
    }
    source = first as SetValue;
  }
}
