/** The order of keys: by unsigned bytes, a prefix before what it starts. */
export function compareByteStrings(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

/** The first key behind all that start with `prefix`. */
export function behindPrefix(prefix: Uint8Array): Uint8Array {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 255) end--;
  if (end === 0) throw new RangeError("nothing is behind this prefix");
  const next = prefix.slice(0, end);
  next[end - 1]! += 1;
  return next;
}

/** The first key behind this one. */
export function behindKey(key: Uint8Array): Uint8Array {
  const next = new Uint8Array(key.length + 1);
  next.set(key);
  return next;
}
