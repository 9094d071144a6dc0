import type { Terminal } from "../../cli/index.js";
import { PLAIN } from "../../cli/terminal/theme.js";

export interface TestTerminal {
  readonly terminal: Terminal;
  written(): string;
  noted(): string;
}

/** A terminal without a person. */
export function testTerminal(input = ""): TestTerminal {
  let out = "";
  let errors = "";
  return {
    terminal: {
      write(text) {
        out += text;
      },
      note(text) {
        errors += text;
      },
      readInput: async () => input,
      ask: async () => "",
      isInteractive: false,
      inputIsTerminal: false,
      writeTheme: PLAIN,
      noteTheme: PLAIN,
      environment: {},
    },
    written: () => out,
    noted: () => errors,
  };
}
