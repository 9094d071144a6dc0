/** The 32-bit hash of Java strings. */
export function javaHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/**
 * The order in which sets of names go: as given up to four names, beyond that by their hash. spec/06 §2
 */
export function hashOrder<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return items.length <= 4 ? items : alwaysHashOrder(items, nameOf);
}

/** The hash order, however few names there are. spec/06 §8.1 */
export function alwaysHashOrder<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return bySlots(
    items.map((item) => ({ item, hash: spread(javaHash(nameOf(item))) })),
    0,
  ).map(({ item }) => item);
}

interface Hashed<T> {
  readonly item: T;
  readonly hash: number;
}

function spread(hash: number): number {
  let h = (hash + ~(hash << 9)) | 0;
  h ^= h >>> 14;
  h = (h + (h << 4)) | 0;
  return h ^ (h >>> 10);
}

/** By five bits at a time: items alone in their slot come first, then the shared slots, each by the next bits. */
function bySlots<T>(items: readonly Hashed<T>[], shift: number): readonly Hashed<T>[] {
  if (items.length <= 1 || shift >= 32) return items;
  const slots: Hashed<T>[][] = Array.from({ length: 32 }, () => []);
  for (const item of items) slots[(item.hash >>> shift) & 31]!.push(item);
  return [
    ...slots.filter((slot) => slot.length === 1).flat(),
    ...slots.filter((slot) => slot.length > 1).flatMap((slot) => bySlots(slot, shift + 5)),
  ];
}

/** The order in which absent declared fields are reported; `declared` is how many the object type has. spec/06 §6.3 */
export function tableOrder<T>(
  items: readonly T[],
  declared: number,
  nameOf: (item: T) => string,
): readonly T[] {
  let size = 8;
  while (size * 0.75 < declared) size *= 2;
  const slot = (item: T) => {
    const hash = javaHash(nameOf(item));
    return (hash ^ (hash >>> 16)) & (size - 1);
  };
  return [...items].sort((a, b) => slot(a) - slot(b));
}
