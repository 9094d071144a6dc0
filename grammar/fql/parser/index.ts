import { FQL_TOKENS } from "../tokens.js";
import { ExpressionGrammar } from "./expressions.js";
import { FQL_LOOKAHEAD } from "./fqlLookahead.js";

/** The parser of queries and of the snippets in definitions. */
export class FqlParser extends ExpressionGrammar {
  /** @param analyse makes a grammar to look at instead, and throws if something is wrong with it */
  constructor(analyse = false) {
    super(FQL_TOKENS, FQL_LOOKAHEAD, analyse);
    this.performSelfAnalysis();
  }
}
