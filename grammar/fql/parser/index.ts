import { FQL_TOKENS } from "../tokens.js";
import { ExpressionGrammar } from "./expressions.js";

/** The parser of queries and of the snippets in definitions. */
export class FqlParser extends ExpressionGrammar {
  constructor(validate = false) {
    super(FQL_TOKENS, validate);
    this.performSelfAnalysis();
  }
}
