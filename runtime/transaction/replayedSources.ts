import type { Sources } from "../call/index.js";

/**
 * Sources that remember what they gave, so that a run which starts again over loaded rows gets the same ids and random
 * bytes. A retry after a conflict takes a fresh object. engine §8
 */
export class ReplayedSources implements Sources {
  private readonly given: (string | Uint8Array)[] = [];
  private next = 0;

  constructor(private readonly sources: Sources) {}

  newId(): string {
    return this.replayed("string", () => this.sources.newId());
  }

  randomBytes(count: number): Uint8Array {
    return this.replayed(count, () => this.sources.randomBytes(count));
  }

  get signingKey(): Uint8Array {
    return this.sources.signingKey;
  }

  get position(): number {
    return this.next;
  }

  rewind(position: number): void {
    this.next = position;
  }

  /** A repeated run may ask for something else at a place, since it knows more: then the rest is new. */
  private replayed<T extends string | Uint8Array>(shape: "string" | number, make: () => T): T {
    const before = this.given[this.next];
    if (before !== undefined && (typeof before === "string" ? "string" : before.length) === shape) {
      this.next++;
      return before as T;
    }
    const made = make();
    this.given.length = this.next;
    this.given.push(made);
    this.next++;
    return made;
  }
}
