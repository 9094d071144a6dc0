import { type Answer, explain, type Format, query } from "../client/query.js";
import type { SchemaFiles } from "../client/schema.js";
import { pullSchema } from "../client/schema.js";
import { colorFql } from "../output/colorFql.js";
import { colorSummary } from "../output/colorSummary.js";
import { CommandFailure } from "../output/failure.js";
import { indentJson } from "../output/json.js";
import { decoratedText, failureText } from "../output/printAnswer.js";
import type { Target } from "../target/target.js";
import type { Theme } from "../terminal/terminal.js";

export interface Settings {
  readonly format: Format;
  /** Undefined leaves it to the database. */
  readonly typecheck: boolean | undefined;
  readonly hints: boolean;
}

export const FORMATS: readonly Format[] = ["simple", "tagged", "decorated"];

/** What a query or dot-command came to. */
export interface Outcome {
  readonly ok: boolean;
  readonly text: string;
  /** Logs, warnings and hints. */
  readonly notes: string;
  /** How long it took and what it cost. */
  readonly footer: string;
}

/** A conversation with a database: its settings, and running what is said. */
export class Session {
  settings: Settings = { format: "decorated", typecheck: undefined, hints: false };
  /** Changes whenever the schema may have. */
  schemaState = "";

  constructor(
    readonly target: Target,
    readonly theme: Theme,
  ) {}

  async run(text: string): Promise<Outcome> {
    const { format, typecheck, hints } = this.settings;
    const started = performance.now();
    try {
      const answer = await query(this.target, text, { format, typecheck, performanceHints: hints });
      return this.outcomeOf(answer, performance.now() - started);
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      // Who knows what is there when the database answers again.
      this.schemaState = "";
      return { ok: false, text: `${this.theme("error", "error:")} ${error.message}`, notes: "", footer: "" };
    }
  }

  /** How a query reads its sets. */
  async explain(text: string): Promise<Outcome> {
    const { typecheck } = this.settings;
    const answer = await explain(this.target, text, { format: "decorated", typecheck });
    if (answer.kind === "failure") {
      return { ok: false, text: failureText(answer, this.theme), notes: "", footer: "" };
    }
    const { planText } = await import("../output/printPlan.js");
    return { ok: true, text: planText(answer), notes: "", footer: "" };
  }

  schema(): Promise<SchemaFiles> {
    return pullSchema(this.target, false);
  }

  private outcomeOf(answer: Answer, elapsedMs: number): Outcome {
    const { theme } = this;
    if (answer.kind === "failure") {
      return { ok: false, text: failureText(answer, theme), notes: "", footer: milliseconds(elapsedMs) };
    }
    const { format } = this.settings;
    const text =
      format === "decorated" ? decoratedText(answer, theme) : colorFql(indentJson(answer.data), theme);
    const notes = answer.summary === "" ? "" : colorSummary(answer.summary, theme);
    const { readOps, writeOps, schemaVersion, transactionTime } = answer;
    // A query that changes the schema tells the version before.
    this.schemaState = writeOps > 0 ? `${schemaVersion} ${transactionTime}` : String(schemaVersion);
    const costs = [
      milliseconds(elapsedMs),
      ...(readOps > 0 ? [`${readOps} read`] : []),
      ...(writeOps > 0 ? [`${writeOps} written`] : []),
      `txn ${timeText(transactionTime)}`,
    ];
    return { ok: true, text, notes, footer: costs.join(" · ") };
  }
}

function milliseconds(elapsed: number): string {
  return `${elapsed < 10 ? elapsed.toFixed(1) : Math.round(elapsed)} ms`;
}

const MICROS = 1000;

/** As `Time("…")` takes it, so that `at` can go back there. */
function timeText(micros: number): string {
  const millis = Math.floor(micros / MICROS);
  const rest = String(micros - millis * MICROS).padStart(3, "0");
  return new Date(millis).toISOString().replace("Z", `${rest}Z`);
}
