import { HashMap } from "./hashMap.js";

/** So many layers a look-up may have to visit. */
const MOST_LAYERS = 6;

/** What stands for a key that a newer layer has lost. */
const LOST = Symbol("lost");

type Layer<Key extends string | number, Item> = HashMap<Key, Item | typeof LOST>;

/**
 * A hash map of which `fork` costs next to nothing, whatever its size: what is in it freezes as a layer that both sides
 * share, and each writes to a layer of its own. engine §9
 */
export class LayeredMap<Key extends string | number, Item> {
  /** Never written again; the oldest first. */
  private frozen: readonly Layer<Key, Item>[] = [];
  private own: Layer<Key, Item> = new HashMap();

  get(key: Key): Item | undefined {
    let found = this.own.get(key);
    for (let i = this.frozen.length - 1; found === undefined && i >= 0; i--) found = this.frozen[i]!.get(key);
    return found === LOST ? undefined : found;
  }

  set(key: Key, item: Item): void {
    this.own.set(key, item);
  }

  delete(key: Key): void {
    if (this.frozen.length === 0) this.own.delete(key);
    else this.own.set(key, LOST);
  }

  /** How many keys there are at most: those of several layers count in each. */
  get mostKeys(): number {
    return this.frozen.reduce((sum, layer) => sum + layer.size, this.own.size);
  }

  *entries(): Generator<readonly [Key, Item]> {
    const layers = [...this.frozen, this.own];
    for (const [i, layer] of layers.entries()) {
      for (const [key, item] of layer.entries()) {
        const isNewest = !layers.some((newer, j) => j > i && newer.has(key));
        if (isNewest && item !== LOST) yield [key, item];
      }
    }
  }

  /** An empty layer is not frozen again: a thousand forks of one seed are not a thousand layers. */
  fork(): LayeredMap<Key, Item> {
    if (this.own.size > 0) {
      this.frozen = withFewLayers([...this.frozen, this.own]);
      this.own = new HashMap();
    }
    const copy = new LayeredMap<Key, Item>();
    copy.frozen = this.frozen;
    return copy;
  }
}

/** Merges the two neighbours that are smallest together: what is large is seldom copied. */
function withFewLayers<Key extends string | number, Item>(
  layers: readonly Layer<Key, Item>[],
): readonly Layer<Key, Item>[] {
  if (layers.length <= MOST_LAYERS) return layers;
  let at = 0;
  for (let i = 1; i + 1 < layers.length; i++) {
    if (layers[i]!.size + layers[i + 1]!.size < layers[at]!.size + layers[at + 1]!.size) at = i;
  }
  const merged: Layer<Key, Item> = new HashMap();
  for (const layer of layers.slice(at, at + 2)) {
    for (const [key, item] of layer.entries()) merged.set(key, item);
  }
  return [...layers.slice(0, at), merged, ...layers.slice(at + 2)];
}
