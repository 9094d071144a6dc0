import type { Terminal } from "../../cli/index.js";

export interface TestTerminal {
  readonly terminal: Terminal;
  written(): string;
  noted(): string;
}

/** A terminal without a person. */
export function testTerminal(input = ""): TestTerminal {
  let out = "";
  let errors = "";
  const plain = (_style: string, text: string) => text;
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
      writeTheme: plain,
      noteTheme: plain,
      environment: {},
    },
    written: () => out,
    noted: () => errors,
  };
}
