import { BodyProblem, invalidBody } from "./bodyProblem.js";
import { type Json, readJson } from "./json.js";

export type BodyRead<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly message: string };

/** The body that `read` makes, or what is wrong with it. */
export function attemptBody<T>(read: () => T): BodyRead<T> {
  try {
    return { ok: true, body: read() };
  } catch (problem) {
    if (!(problem instanceof BodyProblem)) throw problem;
    return { ok: false, message: problem.message };
  }
}

/** The JSON of a body; an integer beyond 64 bits has no message of its own. spec/08 §2.3 */
export function parseBody(bytes: Uint8Array): Json {
  if (bytes.length === 0) throw new BodyProblem("No request body provided");
  const text = decodeUtf8(bytes);
  if (text === undefined) throw invalidBody("The body is not UTF-8.");
  if (text.trim() === "") throw invalidBody();
  const read = readJson(text);
  if (read.ok) return read.value;
  throw read.problem === "integer" ? invalidBody() : invalidBody(read.message);
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}
