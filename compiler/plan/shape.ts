import { operatorKey, type SetOperator } from "./operator.js";

// Past these, shapes are made anew each time: a `fold` can grow pipelines without end, and no cache may grow with it.
const MAX_SHARED_DEPTH = 64;
const MAX_TRANSITIONS = 64;
const MAX_SOURCES = 4096;

/**
 * A pipeline of operators without the values it was built with. Appending the same operator to the same shape gives
 * the same shape again, as hidden classes do, so that what is planned for it is planned once. engine §3
 */
export class Shape<Plan = unknown> {
  readonly key: string;
  readonly depth: number;
  /** How sets of this shape are consumed; made on first use. */
  plan: Plan | undefined = undefined;
  private transitions: Map<string, Shape<Plan>[]> | undefined = undefined;

  constructor(
    readonly operator: SetOperator,
    readonly inputs: readonly Shape<Plan>[],
    key: string = operatorKey(operator),
  ) {
    this.key = key;
    this.depth = 1 + inputs.reduce((deepest, input) => Math.max(deepest, input.depth), 0);
  }

  /** The shape of `operator` over this one (and `others`, for operators of several inputs). */
  append(operator: SetOperator, others: readonly Shape<Plan>[] = []): Shape<Plan> {
    const key = operatorKey(operator);
    this.transitions ??= new Map();
    const known = this.transitions.get(key);
    const found = known?.find((shape) => others.every((other, i) => other === shape.inputs[i + 1]));
    if (found !== undefined) return found;
    const made = new Shape<Plan>(operator, [this, ...others], key);
    if (made.depth > MAX_SHARED_DEPTH) return made;
    if (known === undefined) {
      if (this.transitions.size < MAX_TRANSITIONS) this.transitions.set(key, [made]);
    } else if (known.length < MAX_TRANSITIONS) known.push(made);
    return made;
  }
}

/** The shapes of one database and schema version: ids and indexes in them mean what that schema says. */
export class ShapeTable<Plan = unknown> {
  private readonly sources = new Map<string, Shape<Plan>>();
  /** The same, by operators that are kept: a look-up without making a key. */
  private readonly known = new WeakMap<SetOperator, Shape<Plan>>();
  private readonly collections = new Map<number, Shape<Plan>>();

  /** The shape of an operator that has no inputs. */
  source(operator: SetOperator): Shape<Plan> {
    const known = this.known.get(operator);
    if (known !== undefined) return known;
    const shape = this.sourceByKey(operator);
    this.known.set(operator, shape);
    return shape;
  }

  /** That of all documents of a collection. */
  documents(collection: number): Shape<Plan> {
    let shape = this.collections.get(collection);
    if (shape === undefined) {
      shape = this.sourceByKey({ kind: "documents", collection });
      this.collections.set(collection, shape);
    }
    return shape;
  }

  private sourceByKey(operator: SetOperator): Shape<Plan> {
    const key = operatorKey(operator);
    const known = this.sources.get(key);
    if (known !== undefined) return known;
    const made = new Shape<Plan>(operator, [], key);
    if (this.sources.size < MAX_SOURCES) this.sources.set(key, made);
    return made;
  }
}
