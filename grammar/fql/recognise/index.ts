import { ExpressionRecogniser } from "./expressions.js";

/** Finds the syntax errors of queries and of the snippets in definitions. */
export class FqlRecogniser extends ExpressionRecogniser {}
