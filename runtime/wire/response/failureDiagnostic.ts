import type { ConstraintFailure, QueryFailure } from "../../../compiler/index.js";
import { type Diagnostic, type Hint, NO_SOURCE, NO_SPAN, type Span } from "../../../grammar/index.js";
import { fieldPathText } from "./fieldPathText.js";

/**
 * A run-time error as a diagnostic: its own hints, then one hint for each further frame. Frames without any source are
 * those of code from a cursor, which is never shown. spec/08 §7.4
 */
export function failureDiagnostic(failure: QueryFailure, isVisible: (span: Span) => boolean): Diagnostic {
  const frames = (failure.frames ?? []).filter((frame) => frame.source !== NO_SOURCE && isVisible(frame));
  const hints = failure.hints.filter((hint) => isVisible(hint.span));
  const [main = NO_SPAN, ...trace] = frames;
  return {
    severity: "error",
    message: failureText(failure),
    span: main,
    hints: [...hints, ...trace.map((frame, i) => traceHint(frame, i === 0 && hints.length > 0))],
  };
}

function traceHint(span: Span, startsTrace: boolean): Hint {
  return { kind: startsTrace ? "trace" : "frame", message: "", span };
}

/** The message of a run-time error with a line for each constraint failure. */
export function failureText({ code, message, failures }: QueryFailure): string {
  if (failures.length === 0) return message;
  // Of a refused schema the reference leaves a line empty. spec/02 §6
  const gap = code === "invalid_schema" ? [""] : [];
  return [message, ...gap, "constraint failures:", ...failures.map(constraintLine)].join("\n");
}

function constraintLine({ paths, message }: ConstraintFailure): string {
  const label = paths.length === 0 ? "" : `${paths.map(fieldPathText).join(",")}: `;
  return `  ${label}${message.replaceAll("\n", "\n      ")}`;
}
