import { fileURLToPath } from "node:url";

/** What stands for modules of Chevrotain, by the ends of their paths. */
const REPLACEMENTS = {
  // Grammars are checked and analysed before; `TableParser` runs them.
  "src/api.js": `
    export class EmbeddedActionsParser {}
    export { createToken, EOF } from "./scan/tokens_public.js";
    export { Lexer } from "./scan/lexer_public.js";`,
  // Texts are scanned by a scanner of our own; token types need the mark of those that have no pattern.
  "scan/lexer_public.js": "export const Lexer = { NA: /NOT_APPLICABLE/ };",
};

/**
 * For esbuild: of Chevrotain only what our parsers need as they run, which is its token types. The rest, with lodash,
 * would be an eighth of a bundle, and most of the time that the library takes to load.
 */
export const leanChevrotain = {
  name: "lean Chevrotain",
  setup(build) {
    build.onResolve({ filter: /^lodash-es$/ }, () => ({
      path: fileURLToPath(new URL("lodash.mjs", import.meta.url)),
    }));
    build.onLoad({ filter: /[\\/]chevrotain[\\/]lib[\\/]src[\\/]/ }, ({ path }) => {
      const name = Object.keys(REPLACEMENTS).find((end) => path.replaceAll("\\", "/").endsWith(`/${end}`));
      return name && { contents: REPLACEMENTS[name] };
    });
  },
};
