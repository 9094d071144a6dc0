/** The least of many items, at most so many: a heap whose root is the greatest of those kept. */
export class Least<Item> {
  private readonly heap: Item[] = [];

  constructor(
    private readonly most: number,
    private readonly compare: (a: Item, b: Item) => number,
  ) {}

  /** The greatest of those kept, once there are as many as may be: only what is less is kept any more. */
  get bound(): Item | undefined {
    return this.heap.length < this.most ? undefined : this.heap[0];
  }

  add(item: Item): void {
    if (this.heap.length < this.most) {
      this.heap.push(item);
      this.rise(this.heap.length - 1);
    } else if (this.compare(item, this.heap[0]!) < 0) {
      this.heap[0] = item;
      this.sink();
    }
  }

  /** Those kept, least first. */
  sorted(): Item[] {
    return [...this.heap].sort(this.compare);
  }

  private rise(from: number): void {
    const { heap, compare } = this;
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (compare(heap[child]!, heap[parent]!) <= 0) return;
      [heap[parent], heap[child]] = [heap[child]!, heap[parent]!];
      child = parent;
    }
  }

  private sink(): void {
    const { heap, compare } = this;
    for (let parent = 0; ; ) {
      let child = 2 * parent + 1;
      if (child >= heap.length) return;
      if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) > 0) child++;
      if (compare(heap[child]!, heap[parent]!) <= 0) return;
      [heap[parent], heap[child]] = [heap[child]!, heap[parent]!];
      parent = child;
    }
  }
}
