import sortedBTree from "sorted-btree";

// The package is CommonJS, marked as a transpiled module: loaders differ in whether they unwrap its default export.
const unwrapped: unknown = "default" in sortedBTree ? sortedBTree.default : sortedBTree;

/** A B+ tree with a comparator, of which `clone` costs nothing: nodes are shared until one side writes. */
export const OrderedTree = unwrapped as typeof sortedBTree.default;
export type OrderedTree<Key, Item> = InstanceType<typeof sortedBTree.default<Key, Item>>;
