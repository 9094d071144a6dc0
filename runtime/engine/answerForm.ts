import { resolveQuery } from "../../compiler/index.js";
import type { Block } from "../../grammar/index.js";
import { callLambda, Lambda, type Run, type Schema } from "../call/index.js";
import { type Convert, linkAnswer, linkQuery } from "../evaluate/index.js";
import { materialise } from "../materialise/index.js";
import type { Value } from "../values/index.js";
import type { Materialised } from "../wire/materialised.js";

/** Linked code of a query; what it gives is completed by the form that it was linked for. */
export type QueryCode = (run: Run, args: readonly Value[]) => unknown;

/** What is made of the value of a query: for each form queries are linked anew. */
export interface AnswerForm<Answer> {
  readonly name: string;
  readonly link: (query: Block, parameters: readonly string[], schema: Schema) => QueryCode;
  /** Reads what is left to read; before the commit. spec/05 §11 */
  readonly complete: (run: Run, made: unknown) => Answer;
}

/** Values, then a walk over them: what all ways of writing an answer begin with. */
export const MATERIALISED: AnswerForm<Materialised> = {
  name: "value",
  link(query, parameters, schema) {
    const lambda = new Lambda(linkQuery(query, parameters, schema, query.span.source), []);
    return (run, args) => callLambda(run, lambda, args);
  },
  complete: (run, value) => materialise(run, value as Value),
};

/** Made as the code runs, which then has to be linked for stores that answer at once. */
export function madeAnswers<Answer>(
  convert: Convert,
  complete: AnswerForm<Answer>["complete"],
): AnswerForm<Answer> {
  return {
    name: "made",
    link: (query, parameters, schema) =>
      linkAnswer(resolveQuery(query, parameters), schema, query.span.source, convert),
    complete,
  };
}
