import { expect, test } from "vitest";
import { FqlParser } from "../../grammar/fql/parser/index.js";
import { FslParser } from "../../grammar/fsl/parser.js";

/** Parsers are made without these checks, which take as long as all the rest of a start. */
test.each([
  ["FQL", FqlParser],
  ["FSL", FslParser],
])(
  "the grammar of %s is sound: no ambiguity, no left recursion, no rule that is missing",
  (_name, Parser) => {
    expect(() => new Parser(true)).not.toThrow();
  },
);
