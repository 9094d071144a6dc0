import { fileURLToPath } from "node:url";

/** Functions that are never called, of modules that cannot do without them. */
function unused(...names) {
  return names.map((name) => `export function ${name}() {}`).join("\n");
}

/** What stands for modules of Chevrotain, by the ends of their paths. */
const REPLACEMENTS = {
  "src/api.js": `
    export { EmbeddedActionsParser } from "./parse/parser/parser.js";
    export { Lexer } from "./scan/lexer_public.js";
    export { createToken, EOF } from "./scan/tokens_public.js";`,
  // Texts are scanned by a scanner of our own; token types need the mark of those that have no pattern.
  "scan/lexer_public.js": "export const Lexer = { NA: /NOT_APPLICABLE/ };",
  // A test checks the grammars.
  "grammar/checks.js": unused(
    "validateAmbiguousAlternationAlternatives",
    "validateEmptyOrAlternative",
    "validateGrammar",
    "validateLookahead",
    "validateNoLeftRecursion",
    "validateRuleIsOverridden",
    "validateSomeNonEmptyLookaheadPath",
  ),
  // Where a parse fails, the recognisers find the words.
  "parse/errors_public.js": `
    const none = () => "";
    export const defaultParserErrorProvider = {
      buildMismatchTokenMessage: none,
      buildNotAllInputParsedMessage: none,
      buildNoViableAltMessage: none,
      buildEarlyExitMessage: none,
    };
    export const defaultGrammarResolverErrorProvider = {};
    export const defaultGrammarValidatorErrorProvider = {};`,
  "traits/context_assist.js": "export class ContentAssist { initContentAssist() {} }",
  // The parsers build trees themselves, and never recover.
  "cst/cst.js": unused(
    "addNoneTerminalToCst",
    "addTerminalToCst",
    "setNodeLocationFull",
    "setNodeLocationOnlyOffset",
  ),
  "cst/cst_visitor.js": unused(
    "createBaseSemanticVisitorConstructor",
    "createBaseVisitorConstructorWithDefaults",
  ),
  "traits/recoverable.js": `
    export const IN_RULE_RECOVERY_EXCEPTION = "";
    export class Recoverable {
      initRecoverable() {
        this.recoveryEnabled = false;
      }
      attemptInRepetitionRecovery() {}
      getHumanReadableRuleStack() {
        return [];
      }
    }`,
};

/**
 * For esbuild: Chevrotain without the parts that our parsers do not use, and without lodash. That is a tenth of a
 * bundle, and nine tenths of the time that the library takes to load.
 */
export const leanChevrotain = {
  name: "lean Chevrotain",
  setup(build) {
    const missing = new Set(Object.keys(REPLACEMENTS));
    build.onResolve({ filter: /^lodash-es$/ }, () => ({
      path: fileURLToPath(new URL("lodash.mjs", import.meta.url)),
    }));
    build.onLoad({ filter: /[\\/]chevrotain[\\/]lib[\\/]src[\\/]/ }, ({ path }) => {
      const name = Object.keys(REPLACEMENTS).find((end) => path.replaceAll("\\", "/").endsWith(`/${end}`));
      if (name === undefined) return undefined;
      missing.delete(name);
      return { contents: REPLACEMENTS[name] };
    });
    build.onEnd(() => {
      const errors = [...missing].map((name) => ({ text: `Chevrotain has no module ${name} any more` }));
      return { errors };
    });
  },
};
