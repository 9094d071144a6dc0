import type { Lookahead } from "../fql/parser/lookahead.js";

// Made of the grammar by scripts/generateLookahead.ts.
const BEGINNINGS_1 =
  "LeftBrace LeftBracket LambdaName LambdaParen Identifier Literal Dot LeftParen Sign TemplateStart HashString PrefixOperator Placeholder If At Match";
const BEGINNINGS_2 =
  "LambdaName LambdaParen Identifier Literal Dot ObjectBrace LeftBrace LeftParen LeftBracket Sign TemplateStart HashString PrefixOperator Placeholder If At Match";

export const FSL_LOOKAHEAD: Lookahead = {
  members: {
    OPTION: "Semicolon",
    OPTION2: "AtSign Identifier StringLiteral Star",
    MANY: "Semicolon AtSign Identifier StringLiteral Star",
    OPTION3: "Semicolon",
    OPTION4: "Semicolon",
  },
  member: { MANY: "AtSign" },
  name: { OR: ["Identifier", "StringLiteral"] },
  memberBody: {
    OR: [
      "Identifier StringLiteral Star",
      "Identifier",
      "Identifier",
      "Identifier",
      "Identifier",
      "Identifier",
      "Identifier",
    ],
  },
  fieldBody: {
    OPTION: "Identifier",
    OR: ["Identifier StringLiteral", "Star"],
    OPTION2: "Colon",
    OPTION3: "Equals",
  },
  namedBody: { OPTION: "Identifier StringLiteral", OPTION2: BEGINNINGS_1 },
  plainBody: { OPTION: BEGINNINGS_1 },
  value: { OR: ["LeftBrace", "LeftBracket", BEGINNINGS_2] },
  pathsValue: { OPTION: BEGINNINGS_2, MANY: "Comma" },
  functionBody: {
    OPTION: "Ellipsis Identifier",
    MANY: "Comma",
    OPTION2: "Comma",
    OPTION3: "Colon",
    OPTION4: "LeftBrace",
  },
  parameterBody: { OPTION: "Ellipsis", OPTION2: "Colon" },
  migrationBody: { OPTION: BEGINNINGS_2, OPTION2: "Equals", OPTION3: "ThinArrow", MANY: "Comma" },
};
