import { type Effect, exceeds, type QueryFailure } from "../../compiler/index.js";
import { type Diagnostic, NO_SOURCE, NO_SPAN, type Span, sameSpan } from "../../grammar/index.js";
import { invalidEffect } from "../problems/effects.js";
import { stackOverflow, tooMuchCompute } from "../problems/limits.js";
import type { Transaction } from "../transaction/transaction.js";
import type { DocumentValue, Struct, Timestamp } from "../values/index.js";
import { type Access, FULL_ACCESS } from "./access.js";
import type { Limits } from "./limits.js";
import { MemoryBudget } from "./memoryBudget.js";
import type { Meter } from "./meter.js";
import type { PlanObserver } from "./observer.js";
import { RunWrites } from "./runWrites.js";
import type { Schema } from "./schema.js";

/** A line of `log`, or anything else to show in `summary`. spec/08 §7.6 */
export type Emission =
  | { readonly kind: "log"; readonly text: string; readonly span: Span }
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic };

const UNITS_BETWEEN_INTERRUPTS = 1024;

/** Room for so many frames is made at once: growing costs more than it. */
const FRAMES_OF_MOST = 8;

const GO_ON = () => {};

/** What one attempt of a query carries: its transaction, its place, its budget. Made anew for each attempt. engine §8 */
export class Run {
  /** Open frames, outermost first; those above `depth` are stale. Nothing pops on an error: `depth` tells. spec/05 §1.2 */
  readonly frames: Span[] = new Array<Span>(FRAMES_OF_MOST);
  depth = 0;
  readonly memory: MemoryBudget;
  /** Units of compute: 50 are one op. spec/05 §5 */
  units = 0;
  /** As many units as may pass until something is to be looked at: whether to go on, or the limit. */
  private nextCheck = 0;
  /** The time of the innermost `at`; undefined is the present. */
  at: Timestamp | undefined = undefined;
  /** What stands for the present while a page of a cursor is read: the snapshot that the cursor carries. spec/05 §9.3 */
  pageAt: Timestamp | undefined = undefined;
  effectLimit: Effect = "write";
  /** Why effects are limited: completes "…, which is not allowed in …". */
  effectReason = "";
  /** What the running code may do. */
  access: Access = FULL_ACCESS;
  /** What the caller is identified with; in predicates, what the rights belong to that are asked for. spec/07 §6 */
  identity: DocumentValue | undefined = undefined;
  /** The token that the caller came with, or what the JWT says. */
  token: DocumentValue | Struct | undefined = undefined;
  readonly emissions: Emission[] = [];
  /** Counts what is read, where somebody asks. spec/08 §3.4 */
  meter: Meter | undefined = undefined;
  /** Told how sets are read, where somebody asks. */
  observer: PlanObserver | undefined = undefined;
  /** True where sets are read by the naive plan: by option, or after an optimized plan failed. engine §4 */
  naive = false;
  /** Whether parts of an answer that is made as the code runs are still to be read. */
  isAnswerOpen = false;
  /** Whether advice on what is slow is wanted. spec/05 §13 */
  performanceHints = false;
  /** Values of expressions that are worth keeping while nothing has changed; only `evaluate/` uses it. */
  kept: Map<object, unknown> | undefined = undefined;
  /** Ids that were asked for. */
  private idsTaken = 0;
  /** Called now and then; throws where the query must stop, because nobody waits any more or its time is up. */
  interrupt: () => void = GO_ON;
  /** What it wrote; undefined until it writes. */
  private ownWrites: RunWrites | undefined = undefined;
  /** Set once the transaction has committed: what was made before, but is written after, tells this time. spec/05 §9.3 */
  committedAt: Timestamp | undefined = undefined;

  constructor(
    readonly transaction: Transaction,
    readonly schema: Schema,
    readonly limits: Limits,
    /** Ids, clock and randomness of this run. */
    readonly sources: Sources,
  ) {
    this.memory = new MemoryBudget(limits.memoryBytes, this);
    this.planCheck();
  }

  /** Most runs only read. */
  get writes(): RunWrites {
    this.ownWrites ??= new RunWrites();
    return this.ownWrites;
  }

  /** Opens a frame; the caller closes it by `depth -= 1` when it ends well. */
  enter(frame: Span): void {
    this.frames[this.depth++] = frame;
  }

  /** Checked where a lambda or user function is applied. spec/05 §5 */
  countApplication(): void {
    if (this.depth > this.limits.depth + 1) throw stackOverflow(this.limits.depth);
    this.countUnits(1);
  }

  countUnits(units: number): void {
    this.units += units;
    if (this.units >= this.nextCheck) this.check();
  }

  /** Counts what code takes that need not run; not where that ends beyond the limit: it fails as it runs. */
  spares(units: number): boolean {
    if (this.units + units > this.limits.computeOps * 50) return false;
    this.countUnits(units);
    return true;
  }

  private check(): void {
    this.interrupt();
    const { computeOps } = this.limits;
    if (this.units > computeOps * 50) throw tooMuchCompute(Math.ceil(this.units / 50), computeOps);
    this.planCheck();
  }

  private planCheck(): void {
    this.nextCheck = Math.min(this.units + UNITS_BETWEEN_INTERRUPTS, this.limits.computeOps * 50 + 1);
  }

  /** Advice, if it is wanted; the same advice at the same place is given once. spec/05 §13 */
  hint(message: string, span: Span): void {
    if (!this.performanceHints) return;
    const isKnown = this.emissions.some(
      (each) =>
        each.kind === "diagnostic" &&
        each.diagnostic.message === message &&
        sameSpan(each.diagnostic.span, span),
    );
    if (isKnown) return;
    const diagnostic: Diagnostic = { severity: "performance_hint", message, span, hints: [] };
    this.emissions.push({ kind: "diagnostic", diagnostic });
  }

  /** A new id, of which no two are the same. */
  newId(): string {
    this.idsTaken += 1;
    return this.sources.newId();
  }

  /** Grows with everything that shows how often code ran: what leaves it alone may run another number of times. engine §4 */
  get shown(): number {
    return this.emissions.length + this.idsTaken;
  }

  /** The innermost open frame. */
  innermostFrame(): Span {
    return this.frames[this.depth - 1] ?? NO_SPAN;
  }

  /**
   * Throws where `effect` is more than the context allows. `action` is as the message shows it: `` `create` ``,
   * `Reading a field`.
   */
  demand(effect: Effect, action: string, place?: Span): void {
    if (this.effectLimit !== "write" && exceeds(effect, this.effectLimit))
      throw invalidEffect(action, effect, this.effectReason).at(place);
  }

  /**
   * The time at which something is read that carries `own`, or no time; undefined is the present. The snapshot of a
   * cursor stands in for the present and, unlike the time of an `at`, attaches to nothing.
   */
  readTime(own: Timestamp | undefined): Timestamp | undefined {
    return own ?? this.at ?? this.pageAt;
  }

  /** Runs `body` under the stricter of the present limit and `limit`; on a tie the present reason stays. spec/06 §7 */
  limited<T>(limit: Effect, reason: string, body: () => T): T {
    if (!exceeds(this.effectLimit, limit)) return body();
    const outer = { limit: this.effectLimit, reason: this.effectReason };
    this.effectLimit = limit;
    this.effectReason = reason;
    const result = body();
    this.effectLimit = outer.limit;
    this.effectReason = outer.reason;
    return result;
  }

  /** Runs `body` with other privileges. */
  accessing<T>(access: Access, body: () => T): T {
    const outer = this.access;
    this.access = access;
    const result = body();
    this.access = outer;
    return result;
  }

  /** The frames that are open, innermost first. */
  openFrames(): readonly Span[] {
    return this.frames.slice(0, this.depth).reverse();
  }

  /** What must be put back when an error is caught within the run (`attempt`). */
  mark(): RunMark {
    return {
      depth: this.depth,
      at: this.at,
      pageAt: this.pageAt,
      effectLimit: this.effectLimit,
      effectReason: this.effectReason,
      access: this.access,
      identity: this.identity,
      meter: this.meter,
      naive: this.naive,
    };
  }

  reset(mark: RunMark): void {
    this.depth = mark.depth;
    this.at = mark.at;
    this.pageAt = mark.pageAt;
    this.effectLimit = mark.effectLimit;
    this.effectReason = mark.effectReason;
    this.access = mark.access;
    this.identity = mark.identity;
    this.meter = mark.meter;
    this.naive = mark.naive;
  }

  /** Completes a failure with the frames that were open when it was thrown. */
  located(failure: QueryFailure): QueryFailure {
    if (failure.frames === undefined) {
      const open = this.openFrames();
      const frames = failure.span === undefined ? open : [failure.span, ...open];
      // Code that came from a cursor has no place that a person could look at. spec/05 §1.2
      failure.frames = frames.filter((frame) => frame.source.name !== NO_SOURCE.name);
      failure.hints = failure.hints.filter(
        ({ span }) => span.source === NO_SOURCE || span.source.name !== NO_SOURCE.name,
      );
    }
    return failure;
  }
}

export interface RunMark {
  readonly depth: number;
  readonly at: Timestamp | undefined;
  readonly pageAt: Timestamp | undefined;
  readonly effectLimit: Effect;
  readonly effectReason: string;
  readonly access: Access;
  readonly identity: DocumentValue | undefined;
  readonly meter: Meter | undefined;
  readonly naive: boolean;
}

/** Where a run gets what is not in the database. Injected at `open()`, so that one seed reproduces a run. */
export interface Sources {
  /** A new unique id, as decimal text: positive, growing with time. spec/04 §9 */
  newId(): string;
  /** Uniform bytes, for secrets. */
  randomBytes(count: number): Uint8Array;
  /** The store's own secret: cursors and event tokens, which are code that comes back from outside, are signed with it. */
  readonly signingKey: Uint8Array;
}
