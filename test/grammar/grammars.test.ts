import { expect, test } from "vitest";
import { FQL_LOOKAHEAD } from "../../grammar/fql/parser/fqlLookahead.js";
import { FqlParser } from "../../grammar/fql/parser/index.js";
import { FSL_LOOKAHEAD } from "../../grammar/fsl/fslLookahead.js";
import { FslParser } from "../../grammar/fsl/parser.js";
import { lookaheadOf } from "../../scripts/lookahead.js";

/** Parsers are made without these checks, and run by tables that were made of the grammars beforehand. */
test.each([
  ["FQL", FqlParser, FQL_LOOKAHEAD],
  ["FSL", FslParser, { ...FQL_LOOKAHEAD, ...FSL_LOOKAHEAD }],
])(
  "the grammar of %s is sound (no ambiguity, no left recursion, no rule that is missing), and its tables fit it",
  (_name, Parser, tables) => {
    expect(lookaheadOf(new Parser(true))).toEqual(tables);
  },
);
