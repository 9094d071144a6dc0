import { type Diagnostic, parseQuery, parseSchema, type Span } from "../../grammar/index.js";
import { check, type TypeEnvironment } from "../check/index.js";
import type { CompletionItem } from "./completionItem.js";
import { completionsAt } from "./queryCompletions.js";
import { schemaCompletionsAt } from "./schemaCompletions.js";

/** What kind of text is being written: a query, or a file or an item of a schema. */
export type AnalyzerContext =
  | { readonly kind: "query" }
  | {
      readonly kind: "schema";
      readonly schema?: { readonly kind?: "file" | "item"; readonly name?: string; readonly path?: string };
    };

/** Where in a text something is. */
export interface AnalyzerSpan {
  readonly start: number;
  readonly end: number;
  readonly src: { readonly name: string };
}

export interface AnalyzerError {
  readonly span: AnalyzerSpan;
  readonly severity: "error";
  readonly message: string;
  /** Hints and causes. */
  readonly relatedInfo: readonly { readonly span: AnalyzerSpan; readonly message: string }[];
}

const SOURCE_NAME = "*query*";

/** What an editor asks about a text while it is written. It needs no server, only what one told. spec/03b §11 */
export class Analyzer {
  #text = "";
  #errors: readonly AnalyzerError[] = [];

  constructor(
    readonly context: AnalyzerContext,
    private environment: TypeEnvironment,
  ) {}

  /** The names of the database have changed. */
  refresh(environment: TypeEnvironment): void {
    this.environment = environment;
    this.onUpdate(this.#text);
  }

  /** The text has changed. */
  onUpdate(text: string): void {
    this.#text = text;
    this.#errors = this.#diagnostics().map(errorOf);
  }

  /** Of a query what its check says; of a schema whether it can be read. */
  errors(): readonly AnalyzerError[] {
    return this.#errors;
  }

  completionsAt(cursor: number): readonly CompletionItem[] {
    const complete = this.context.kind === "query" ? completionsAt : schemaCompletionsAt;
    return complete(this.#text, cursor, this.environment);
  }

  /** The analyzer tells nothing of what the pointer is on. */
  hoverOn(_cursor: number): undefined {
    return undefined;
  }

  /** Nor where it is declared. */
  gotoDefinitionAt(_cursor: number): undefined {
    return undefined;
  }

  /** Nor where else it stands. */
  highlightAt(_cursor: number): readonly [] {
    return [];
  }

  #diagnostics(): readonly Diagnostic[] {
    if (this.context.kind === "schema") {
      const parsed = parseSchema(this.#text, SOURCE_NAME);
      return parsed.ok ? [] : parsed.diagnostics;
    }
    const parsed = parseQuery(this.#text, { source: SOURCE_NAME });
    if (!parsed.ok) return parsed.diagnostics;
    const checked = check(parsed.value, this.environment);
    return checked.ok ? [] : checked.errors;
  }
}

function errorOf({ span, message, hints }: Diagnostic): AnalyzerError {
  return {
    span: spanOf(span),
    severity: "error",
    message,
    relatedInfo: hints.map((hint) => ({ span: spanOf(hint.span), message: hint.message })),
  };
}

function spanOf({ start, end, source }: Span): AnalyzerSpan {
  return { start, end, src: { name: source.name } };
}
