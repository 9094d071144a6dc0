import { method } from "../call/index.js";
import { anyCollection, byId } from "./collections.js";

/** What `Key`, `Token` and `Credential` have alike. spec/07 §3 */
export function secretDocuments(name: "Key" | "Token" | "Credential") {
  return {
    members: {
      all: {
        ...anyCollection.all,
        signature: `(() => Set<${name}>) & ((range: { from: Any } | { to: Any } | { from: Any, to: Any }) => Set<${name}>)`,
        example: [`${name}.all().count()`, "0"],
      },
      where: {
        ...anyCollection.where,
        signature: `(pred: (${name} => Boolean)) => Set<${name}>`,
        example: [`${name}.where(.id == "1").count()`, "0"],
      },
      firstWhere: {
        ...anyCollection.firstWhere,
        signature: `(pred: (${name} => Boolean)) => ${name} | Null`,
        example: [`${name}.firstWhere(.id == "1")`, "null"],
      },
      toString: { ...anyCollection.toString, example: [`${name}.toString()`, `"${name}"`] },
      byId: method({
        ...byId,
        signature: `(id: ID) => Ref<${name}>`,
        effect: "read",
        example: [`${name}.byId(1).exists()`, "false"],
      }),
    },
    construct: method({
      ...byId,
      signature: `(id: ID) => Ref<${name}>`,
      example: [`${name}(1).exists()`, "false"],
    }),
  } as const;
}
