/** What was found for each node of a tree: mostly written, seldom read, so it is indexed when it is first read. */
export class Noted<Node, Found> {
  readonly #nodes: Node[] = [];
  readonly #found: Found[] = [];
  #index: Map<Node, Found> | undefined;

  set(node: Node, found: Found): void {
    this.#nodes.push(node);
    this.#found.push(found);
    this.#index = undefined;
  }

  get(node: Node): Found | undefined {
    if (this.#index === undefined) {
      const index = new Map<Node, Found>();
      this.#nodes.forEach((each, i) => {
        index.set(each, this.#found[i]!);
      });
      this.#index = index;
    }
    return this.#index.get(node);
  }

  [Symbol.iterator](): Iterator<readonly [Node, Found]> {
    return this.#nodes.map((node, i) => [node, this.#found[i]!] as const)[Symbol.iterator]();
  }
}
