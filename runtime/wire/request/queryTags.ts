const LIMITS = { header: 3000, pairs: 25, key: 40, value: 80 };

const PAIRS = /^\w+=\w+(?:,\w+=\w+)*$/;

/** The tags of a query as answers repeat them, or what is wrong with the header. spec/08 §2.2.1 */
export type QueryTags =
  | { readonly ok: true; readonly text: string | undefined }
  | { readonly ok: false; readonly reason: string };

/** Reads `x-query-tags`: length and syntax first, then the count, then the pairs from right to left. */
export function readQueryTags(header: string | undefined): QueryTags {
  if (header === undefined || header === "") return { ok: true, text: undefined };
  if (header.length > LIMITS.header) return refused("header is too long");
  if (!PAIRS.test(header)) return refused("invalid tags");
  const pairs = header.split(",").reverse();
  if (pairs.length > LIMITS.pairs) return refused("too many tags");
  const keys = new Set<string>();
  for (const pair of pairs) {
    const [key, value] = pair.split("=") as [string, string];
    if (key.length > LIMITS.key) return refused("invalid key");
    if (value.length > LIMITS.value) return refused("invalid value");
    if (keys.has(key)) return refused("duplicate key");
    keys.add(key);
  }
  return { ok: true, text: pairs.join(",") };
}

function refused(reason: string): QueryTags {
  return { ok: false, reason };
}
