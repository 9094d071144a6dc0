/** A database (or none) that holds the shop and answers the same questions; each answer is plain JS. */
export interface Contender {
  readonly name: string;
  load(shop: ShopRows): Promise<void> | void;
  readonly questions: Readonly<Record<Question, (i: number) => unknown>>;
  close(): Promise<void> | void;
}

export const QUESTIONS = [
  "point read",
  "unique look-up",
  "join",
  "filtered count",
  "top ten",
  "insert",
] as const;
export type Question = (typeof QUESTIONS)[number];

/** The shop as rows, from which every contender loads. Ids are the positions. */
export interface ShopRows {
  readonly categories: readonly { readonly name: string }[];
  readonly products: readonly { readonly name: string; readonly price: number; readonly category: number }[];
  readonly customers: readonly { readonly name: string; readonly email: string }[];
  readonly orders: readonly {
    readonly customer: number;
    readonly status: string;
    readonly createdAt: number;
  }[];
  readonly items: readonly { readonly order: number; readonly product: number; readonly quantity: number }[];
}

export const CUSTOMERS = 1000;
const PRODUCTS = 100;
const ORDERS_OF_ONE = 10;
const ITEMS_OF_ONE = 8;

/** 1,000 customers, 10,000 orders, 80,000 items. */
export function makeShop(): ShopRows {
  const orders = Array.from({ length: CUSTOMERS * ORDERS_OF_ONE }, (_, n) => ({
    customer: Math.floor(n / ORDERS_OF_ONE),
    status: ["processing", "shipped", "delivered"][n % 3]!,
    createdAt: 1_700_000_000 + n,
  }));
  return {
    categories: Array.from({ length: 10 }, (_, n) => ({ name: `category ${n}` })),
    products: Array.from({ length: PRODUCTS }, (_, n) => ({
      name: `product ${n}`,
      price: 100 + ((n * 37) % 900),
      category: n % 10,
    })),
    customers: Array.from({ length: CUSTOMERS }, (_, n) => ({
      name: `Customer ${n}`,
      email: `c${n}@example.com`,
    })),
    orders,
    items: Array.from({ length: orders.length * ITEMS_OF_ONE }, (_, n) => ({
      order: Math.floor(n / ITEMS_OF_ONE),
      product: (n * 7) % PRODUCTS,
      quantity: 1 + (n % 9),
    })),
  };
}

/** Items of products of this category and at least this price are counted. */
export const COUNTED_CATEGORY = 3;
export const COUNTED_PRICE = 500;
