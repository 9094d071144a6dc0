import type { Timestamp } from "../../values/index.js";
import type { Materialised } from "../materialised.js";
import type { Format } from "../request/queryHeaders.js";
import { encodeDecorated } from "./encodeDecorated.js";
import { encodeSimple } from "./encodeSimple.js";
import { encodeTagged } from "./encodeTagged.js";
import { jsonString } from "./jsonText.js";

export { encodeDecorated, encodeSimple, encodeTagged };

/** A value as the JSON text of `data` or `abort`. `transactionTime` stands for TransactionTime. spec/08 §5 */
export function encode(value: Materialised, format: Format, transactionTime: Timestamp): string {
  switch (format) {
    case "simple":
      return encodeSimple(value, transactionTime);
    case "tagged":
      return encodeTagged(value, transactionTime);
    case "decorated":
      return jsonString(encodeDecorated(value, transactionTime));
  }
}
