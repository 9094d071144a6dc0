let allowed: boolean | undefined;

/** Pages with a strict content policy and some edge workers forbid `new Function`. engine §6 */
export function hostAllowsEmittedCode(): boolean {
  if (allowed === undefined) {
    try {
      new Function("");
      allowed = true;
    } catch {
      allowed = false;
    }
  }
  return allowed;
}
