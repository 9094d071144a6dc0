import type { Answer, Failure, Success } from "../client/query.js";
import type { Terminal, Theme } from "../terminal/terminal.js";
import { colorFql } from "./colorFql.js";
import { colorSummary } from "./colorSummary.js";
import { indentJson, memberText } from "./json.js";

/** The result of a query on one side, what there is to say about it on the other. */
export function printAnswer(terminal: Terminal, answer: Answer): void {
  const { writeTheme, noteTheme } = terminal;
  if (answer.kind === "failure") terminal.note(`${failureText(answer, noteTheme)}\n`);
  else {
    if (answer.summary !== "") terminal.note(`${colorSummary(answer.summary, noteTheme)}\n`);
    terminal.write(`${decoratedText(answer, writeTheme)}\n`);
  }
}

/** For programs: standard output holds the data and nothing else; errors are JSON too. */
export function printJsonAnswer(terminal: Terminal, answer: Answer): void {
  if (answer.kind === "success") {
    if (answer.summary !== "") terminal.note(`${answer.summary}\n`);
    terminal.write(`${indentJson(answer.data)}\n`);
    return;
  }
  const { body, summary } = answer;
  const error = memberText(body, "error") ?? "{}";
  terminal.note(`${indentJson(`{"error":${error},"summary":${JSON.stringify(summary)}}`)}\n`);
}

/** The data of an answer in the decorated format, which is text, with colours. spec/08 §5.4 */
export function decoratedText(answer: Success, theme: Theme): string {
  return colorFql(JSON.parse(answer.data) as string, theme);
}

/** Why a query failed: its summary, and what `abort()` was given. */
export function failureText({ code, message, summary, abort }: Failure, theme: Theme): string {
  const lines = [summary === "" ? `${theme("error", code)}: ${message}` : colorSummary(summary, theme)];
  if (abort !== undefined) lines.push(`${theme("error", "abort:")} ${abortText(abort, theme)}`);
  return lines.join("\n");
}

/** Decorated values are text in JSON; those of the other formats are JSON. */
function abortText(abort: string, theme: Theme): string {
  return colorFql(abort.startsWith('"') ? (JSON.parse(abort) as string) : indentJson(abort), theme);
}
