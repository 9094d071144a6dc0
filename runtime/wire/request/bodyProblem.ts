import { Double } from "../../values/index.js";
import { type Json, JsonObject } from "./json.js";

/** A body that is not what it should be. `message` completes "Invalid request body". spec/08 §2.3 */
export class BodyProblem {
  constructor(readonly message: string) {}
}

export function invalidBody(detail?: string): BodyProblem {
  return new BodyProblem(`Invalid request body${detail === undefined ? "" : `: ${detail}`}`);
}

export function unexpectedJson(json: Json, expected?: string): BodyProblem {
  return unexpectedToken(tokenName(json), expected);
}

export function unexpectedToken(token: string, expected?: string): BodyProblem {
  return invalidBody(`Unexpected JSON ${token}.${expected === undefined ? "" : ` Expected ${expected}.`}`);
}

/** The kind of the token at which a value starts. spec/08 §2.3 */
function tokenName(json: Json): string {
  if (json === null) return "Null";
  switch (typeof json) {
    case "boolean":
      return "Boolean";
    case "string":
      return "String";
    case "number":
    case "bigint":
      return "Integer";
    default:
      if (json instanceof Double) return "Double";
      return json instanceof JsonObject ? "Object Start" : "Array Start";
  }
}
