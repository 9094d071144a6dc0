import type { Lookahead } from "./lookahead.js";

// Made of the grammar by scripts/generateLookahead.ts.
const BEGINNINGS_1 =
  "Identifier Ellipsis Word Sign Integer StringLiteral HashString TemplateStart LeftBrace LeftBracket LeftParen";
const BEGINNINGS_2 =
  "LambdaName LambdaParen Identifier Literal Dot ObjectBrace LeftBrace LeftParen LeftBracket Sign TemplateStart HashString PrefixOperator Placeholder If At Match";
const BEGINNINGS_3 =
  "Identifier Literal Dot ObjectBrace LeftBrace LeftParen LeftBracket Sign TemplateStart HashString PrefixOperator Placeholder";
const BEGINNINGS_4 =
  "Semicolon Let LambdaName LambdaParen Identifier Literal Dot ObjectBrace LeftBrace LeftParen LeftBracket Sign TemplateStart HashString PrefixOperator Placeholder If At Match";

export const FQL_LOOKAHEAD: Lookahead = {
  key: { OR: ["Word", "StringLiteral", "HashString"] },
  type: { MANY: "Bar Ampersand Arrow", OR: ["Bar", "Ampersand", "Arrow"] },
  nullableType: {
    OR: [
      "Word",
      "Sign Integer StringLiteral HashString TemplateStart",
      "LeftBrace",
      "LeftBracket",
      "LeftParen",
    ],
    MANY: "Question QuestionQuestion",
    OR2: ["Question", "QuestionQuestion"],
  },
  namedType: { MANY: "Dot", OR: ["Word", "NamePart"], OPTION: "Less" },
  typeArguments: { MANY: "Comma", OPTION: "Comma" },
  literalType: {
    OR: ["Sign Integer", "StringLiteral HashString", "TemplateStart"],
    OPTION: "Sign",
    OR2: ["StringLiteral", "HashString"],
  },
  objectType: {
    OPTION: "Ellipsis Star Word StringLiteral HashString",
    MANY: "Comma Semicolon Ellipsis Star Word StringLiteral HashString",
    OPTION2: "Comma Semicolon",
    OR: ["Comma", "Semicolon"],
    OPTION3: "Comma",
  },
  objectTypeEntry: { OR: ["Ellipsis", "Star", "Word StringLiteral HashString"], OPTION: "Equals" },
  bracketType: {
    OPTION: "Word Sign Integer StringLiteral HashString TemplateStart LeftBrace LeftBracket LeftParen",
    MANY: "Comma",
    OPTION2: "Comma",
  },
  parenType: { OPTION: BEGINNINGS_1, MANY: "Comma", OPTION2: "Comma" },
  typeParameter: { OPTION: "Identifier", OPTION2: "Ellipsis" },
  typeScheme: { OPTION: "Less", MANY: "Comma", OPTION2: "Comma" },
  pattern: {
    OR: [
      "Identifier",
      "Sign Integer StringLiteral HashString Null True False",
      "LeftBrace",
      "LeftParen",
      "LeftBracket",
    ],
  },
  namePattern: { OPTION: "Colon AtSign", OR: ["Colon", "AtSign"] },
  literalPattern: { OPTION: "Sign", OR: ["Integer", "StringLiteral", "HashString", "Null", "True", "False"] },
  objectPattern: { OPTION: "Identifier StringLiteral HashString", MANY: "Comma", OPTION2: "Comma" },
  fieldPattern: {
    OR: ["Identifier", "StringLiteral HashString"],
    OPTION: "Colon",
    OR2: ["StringLiteral", "HashString"],
  },
  tuplePattern: {
    OPTION:
      "Identifier Sign Integer StringLiteral HashString Null True False LeftBrace LeftParen LeftBracket",
    MANY: "Comma",
    OPTION2: "Comma",
  },
  arrayPattern: {
    OR: ["Ellipsis", ""],
    OPTION:
      "Identifier Sign Integer StringLiteral HashString Null True False LeftBrace LeftParen LeftBracket",
    MANY: "Comma",
    OPTION2: "Comma",
  },
  term: {
    OR: [
      "Identifier",
      "Literal",
      "Dot",
      "ObjectBrace",
      "LeftBrace",
      "LeftParen",
      "LeftBracket",
      "Sign",
      "TemplateStart",
      "HashString",
      "PrefixOperator",
      "Placeholder",
    ],
    MANY: "Dot LeftParen LeftBracket Bang QuestionDot",
    OR2: ["Dot", "LeftParen", "LeftBracket", "Bang", "QuestionDot"],
  },
  shortStart: { OR: ["Word", "LeftParen", "LeftBracket"] },
  optionalLink: { OR: ["Word", "LeftParen", "LeftBracket"] },
  call: { OPTION: BEGINNINGS_2, MANY: "Comma", OPTION2: "Comma" },
  index: { OPTION: BEGINNINGS_2, MANY: "Comma", OPTION2: "Comma" },
  template: { MANY: "TemplateText InterpolationStart", OR: ["TemplateText", "InterpolationStart"] },
  object: { OPTION: "Word StringLiteral HashString", MANY: "Comma", OPTION2: "Comma" },
  field: { OPTION: "Colon" },
  array: { OPTION: BEGINNINGS_2, MANY: "Comma", OPTION2: "Comma" },
  restName: { OR: ["Identifier", "Placeholder"] },
  tuple: { OPTION: BEGINNINGS_2, MANY: "Comma", OPTION2: "Comma", OPTION3: "Ellipsis" },
  expression: {
    OR: ["LambdaName LambdaParen", BEGINNINGS_3, "If", "At", "Match"],
    MANY: "BinaryOperator",
    OPTION: "LeftBrace",
  },
  projection: { OR: ["Star", "Identifier"], MANY: "Comma", OPTION2: "Comma" },
  projectedField: { OPTION: "Colon LeftBrace", OR: ["Colon", "LeftBrace"] },
  lambda: {
    OR: ["LambdaName", "LambdaParen"],
    OPTION: "Identifier Placeholder",
    MANY: "Comma",
    OPTION2: "Comma",
    OPTION3: "Ellipsis",
  },
  parameter: { OR: ["Identifier", "Placeholder"] },
  ifExpression: { OPTION: "Else" },
  matchExpression: { OPTION: "Case", MANY: "Semicolon Case", OPTION2: "Semicolon", OPTION3: "Semicolon" },
  statements: { MANY: BEGINNINGS_4, OPTION: "Semicolon", OPTION2: "Semicolon" },
  statement: { OR: ["Let", BEGINNINGS_2] },
  letStatement: { OPTION: "Colon" },
};
