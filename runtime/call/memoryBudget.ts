import { memoryExceeded } from "../problems/limits.js";
import { memorySize, type Value } from "../values/index.js";

/** Smaller ones cost about as much as the compute that makes them, which is limited anyway. */
const SMALL_ARRAY = 64;
const SMALL_STRING = 1024;
const BYTES_PER_ELEMENT = 8;
const BYTES_PER_HOLDER = 48;
/** Lines of `log` and the answer become texts, in which what is shared stands again and again. */
const MOST_KEPT = 134_217_728;
/** So much garbage is worth looking for. */
const WORTHWHILE = 65_536;

/**
 * Rough bytes of the large values that a run built and may still hold, so that no query takes the memory of the process.
 * Every value counts whole as it is built. What a call built and does not return is garbage once it is over, since
 * values are immutable and writes and logs have limits of their own: then the count falls back to what it was before,
 * and the size of the result. Looking that up costs no more than building did.
 */
export class MemoryBudget {
  used = 0;
  /** All that was ever counted. */
  private counted = 0;
  /** From so much counted on, the next result is worth measuring. */
  private nextMeasure = 0;
  /** What the run writes in the end whatever its code holds: lines of `log` and `dbg`, and the answer. */
  private kept = 0;

  constructor(
    private readonly limit: number,
    private readonly owner: { readonly interrupt: () => void },
  ) {}

  count(bytes: number): void {
    this.counted += bytes;
    this.used += bytes;
    if (this.used > this.limit) throw memoryExceeded(this.limit);
  }

  countText(text: string): void {
    if (text.length > SMALL_STRING) this.count(text.length);
  }

  /** The elements of an array, or fields of an object. */
  countElements(count: number): void {
    if (count > SMALL_ARRAY) this.count(count * BYTES_PER_ELEMENT);
  }

  /** What a library function made. */
  countBuilt(value: Value): void {
    if (typeof value === "string") this.countText(value);
    else if (Array.isArray(value)) this.countElements(value.length);
  }

  countKept(bytes: number): void {
    this.kept += bytes;
    const limit = Math.min(this.limit, MOST_KEPT);
    if (this.kept > limit) throw memoryExceeded(limit);
  }

  /** An array or object of the answer, where one that is shared stands again and again. */
  countKeptElements(count = 0): void {
    this.countKept(BYTES_PER_HOLDER + count * BYTES_PER_ELEMENT);
  }

  /** Throws where an array of so many elements would be more than the run may hold: before it is built. */
  demandRoom(count: number): void {
    if (this.used + count * BYTES_PER_ELEMENT > this.limit) throw memoryExceeded(this.limit);
  }

  /** A call that began when `before` was used is over. */
  settle(before: number, result: Value): void {
    if (this.used - before > WORTHWHILE && this.counted >= this.nextMeasure) {
      // Callers up the stack often return the same: measuring it again waits until as much again was built.
      const size = this.release(before, result);
      this.nextMeasure = this.counted + size / 2;
    }
  }

  /** For a loop that puts a result in the place of the one before: called with each, so that just the last one counts. */
  replacing(): (result: Value) => void {
    const before = this.used;
    let next = before + WORTHWHILE;
    return (result) => {
      if (this.used <= next) return;
      const size = this.release(before, result);
      next = this.used + size + WORTHWHILE;
    };
  }

  private release(before: number, result: Value): number {
    const size = memorySize(result, this.used - before, this.owner.interrupt);
    this.used = before + size;
    return size;
  }
}
