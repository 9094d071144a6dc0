import type { Run } from "../../call/index.js";
import { type Fields, storedFields } from "../../documents/index.js";
import { termsKey } from "../../storage/termsKey.js";
import { isStruct, NATIVE, structGet, type Value } from "../../values/index.js";
import { globalIdText } from "../globalId.js";
import { DATABASE_NUMBER } from "../internalFields.js";
import { plainNameFailure } from "../names.js";
import { Part } from "../part.js";
import { definitionVersions } from "../readDefinitions.js";
import { type DefinitionKind, definitionType, failureAt, isChanged, NO_FIELDS } from "./kind.js";

/** Child databases. spec/06b §9 */
export const databaseKind: DefinitionKind = {
  name: "Database",
  keyedBy: "name",
  type: definitionType(
    "{ name: String, priority: Long | Null, typechecked: Boolean | Null, protected: Boolean | Null, account: { *: Any } | Null, data: { *: Any } | Null }",
  ),
  readOnly: ["global_id"],
  unique: ["name"],
  defaults: NO_FIELDS,
  rule(write, field, value) {
    if (field !== "name" || typeof value !== "string" || !isChanged(write, field)) return [];
    return failureAt(field, plainNameFailure(value));
  },
  taken({ run, id, after }) {
    const accountId = accountIdIn(after);
    if (accountId === undefined || run.schema.isInAccount) return [];
    const isTaken = definitionVersions(run.transaction, "Database", undefined).some(
      (version) => version.$id !== id && sameTerm(accountIdIn(storedFields(version)), accountId),
    );
    return isTaken ? [["account", "id"]] : [];
  },
  /** The account of an ancestor is that of all below it. */
  stored({ run, after }) {
    if (!run.schema.isInAccount) return after;
    const fields = new Map(after);
    fields.delete("account");
    return fields;
  },
  added(run) {
    const id = new DataView(run.sources.randomBytes(8).slice().buffer).getBigUint64(0);
    const stored = new Map<string, bigint | string>([
      ["global_id", globalIdText(id)],
      [DATABASE_NUMBER, BigInt.asUintN(52, id)],
    ]);
    return { stored, shown: NO_FIELDS };
  },
  changed: noteChange,
  /** The keys that point to it. */
  removed(run, before) {
    noteChange(run, before);
    for (const key of definitionVersions(run.transaction, "Key", undefined)) {
      if (Part.of(key).text("database") === before.get("name")) {
        run.transaction.write(NATIVE.Key, key.$id, undefined);
      }
    }
  },
};

function accountIdIn(fields: Fields): Value | undefined {
  const account = fields.get("account");
  return account !== undefined && isStruct(account) ? structGet(account, "id") : undefined;
}

function sameTerm(a: Value | undefined, b: Value): boolean {
  return a !== undefined && termsKey([a]) === termsKey([b]);
}

/** Settings belong to the schema of the database itself: its queries see a new version. spec/06b §13 */
function noteChange(run: Run, before: Fields): void {
  run.transaction.changeSchema(Number(before.get(DATABASE_NUMBER)));
}
