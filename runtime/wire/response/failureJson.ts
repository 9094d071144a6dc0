import type { QueryFailure } from "../../../compiler/index.js";
import type { Timestamp } from "../../values/index.js";
import { encode } from "../encode/index.js";
import { jsonFields, jsonString } from "../encode/jsonText.js";
import type { Materialised } from "../materialised.js";
import type { Format } from "../request/queryHeaders.js";

/** The `error` of an answer to a query, or of an event. spec/08 §3.2 */
export function failureJson(
  { code, message, failures }: QueryFailure,
  abort: Materialised | undefined,
  format: Format,
  transactionTime: Timestamp,
): string {
  return jsonFields([
    ["code", jsonString(code)],
    ["message", jsonString(message)],
    ["constraint_failures", failures.length === 0 ? undefined : failuresJson(failures)],
    ["abort", abort === undefined ? undefined : encode(abort, format, transactionTime)],
  ]);
}

function failuresJson(failures: QueryFailure["failures"]): string {
  const elements = failures.map(({ paths, message }) => {
    const pathTexts = paths.map((path) => {
      const names = path.map((element) => (typeof element === "number" ? element : jsonString(element)));
      return `[${names.join(",")}]`;
    });
    return `{"paths":[${pathTexts.join(",")}],"message":${jsonString(message)}}`;
  });
  return `[${elements.join(",")}]`;
}
