/** Sorts items as an immutable hash map iterates: five bits a step, single entries before deeper ones. spec/06 §2 */
export function hashTrieOrder<T>(items: readonly T[], hashOf: (item: T) => number): T[] {
  const hashed = items.map((item) => {
    let hash = hashOf(item);
    hash = (hash + ~(hash << 9)) | 0;
    hash ^= hash >>> 14;
    hash = (hash + (hash << 4)) | 0;
    hash ^= hash >>> 10;
    return { item, hash };
  });
  return sortLevel(hashed, 0).map(({ item }) => item);
}

/** The 32-bit hash of a string: of its code units, 31 times the sum so far each. */
export function stringHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Names as a map of them iterates: up to four in the order given, more by hash. spec/06 §2 */
export function nameOrder<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return items.length <= 4 ? items : hashTrieOrder(items, (item) => stringHash(nameOf(item)));
}

interface Hashed<T> {
  readonly item: T;
  readonly hash: number;
}

const HASH_BITS = 32;
const STEP = 5;

function sortLevel<T>(entries: readonly Hashed<T>[], shift: number): Hashed<T>[] {
  if (entries.length <= 1 || shift >= HASH_BITS) return [...entries];
  const slots = new Map<number, Hashed<T>[]>();
  for (const entry of entries) {
    const slot = (entry.hash >>> shift) & 31;
    const known = slots.get(slot);
    if (known === undefined) slots.set(slot, [entry]);
    else known.push(entry);
  }
  const sorted = [...slots].sort(([a], [b]) => a - b).map(([, members]) => members);
  const single = sorted.filter((members) => members.length === 1).flat();
  const deeper = sorted
    .filter((members) => members.length > 1)
    .flatMap((members) => sortLevel(members, shift + STEP));
  return [...single, ...deeper];
}
