/** True where two syntax trees differ in nothing but where they stand. spec/01 §5 */
export function sameTree(a: unknown, b: unknown): boolean {
  const pending: [unknown, unknown][] = [[a, b]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair;
    if (left === right || (isSpan(left) && isSpan(right))) continue;
    if (!isNode(left) || !isNode(right) || Array.isArray(left) !== Array.isArray(right)) return false;
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
      pending.push([left[key], right[key]]);
  }
  return true;
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isSpan(value: unknown): boolean {
  return isNode(value) && "source" in value && "start" in value && "end" in value;
}
