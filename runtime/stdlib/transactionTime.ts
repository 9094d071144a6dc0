import { method, staticMethod } from "../call/index.js";
import { TRANSACTION_TIME } from "../values/index.js";
import { libraryModule, libraryType } from "./part.js";

/** spec/04 §15 */
export const transactionTimeType = libraryType({
  type: "TransactionTime",
  kinds: ["TransactionTime"],
  doc: "The time at which the transaction will commit, not known yet.",
  members: {
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "`[transaction time]`",
      example: ["TransactionTime().toString()", `"[transaction time]"`],
      run: () => "[transaction time]",
    }),
  },
});

export const transactionTimeModule = libraryModule({
  name: "TransactionTime",
  doc: "The time at which the transaction will commit.",
  construct: staticMethod({
    signature: "() => TransactionTime",
    takes: [[]],
    doc: "The commit time; stored, it becomes that time.",
    example: ["TransactionTime()", "TransactionTime()"],
    run: () => TRANSACTION_TIME,
  }),
});
