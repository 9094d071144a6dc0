import { createNodeEngines } from "@surrealdb/node";
import { Surreal } from "surrealdb";
import { COUNTED_CATEGORY, COUNTED_PRICE, type Contender, CUSTOMERS, type ShopRows } from "./contender.js";

const SCHEMA = `
define index byEmail on customer fields email unique;
define index byCustomer on orders fields customer;
define index byOrder on item fields orderRef;
define index byProduct on item fields product;
define index byA on note fields a;
define index byB on note fields b;
`;

const BATCH = 5000;

/** SurrealDB's embedded engine, in memory. */
export async function surreal(): Promise<Contender> {
  const db = new Surreal({ engines: createNodeEngines() });
  await db.connect("mem://");
  await db.use({ namespace: "bench", database: "bench" });
  const ask = (text: string, parameters: Record<string, unknown> = {}) => db.query(text, parameters);
  return {
    name: "SurrealDB",
    async load(shop) {
      await ask(SCHEMA);
      for (const [table, rows, write] of TABLES) {
        const all = shop[rows].map((row, id) => ({ n: id, ...row }));
        for (let from = 0; from < all.length; from += BATCH) {
          await ask(
            `for $row in $rows { create type::record('${table}', $row.n) content ${write} return none };`,
            {
              rows: all.slice(from, from + BATCH),
            },
          );
        }
      }
    },
    questions: {
      "point read": (i) =>
        ask("select name, email from only type::record('customer', $id)", { id: i % CUSTOMERS }),
      "unique look-up": (i) =>
        ask("select name, email from customer where email = $email", {
          email: `c${i % CUSTOMERS}@example.com`,
        }),
      join: (i) =>
        ask(
          `let $c = (select value id from only customer where email = $email limit 1);
           select status, (select quantity, { name: product.name, price: product.price, category: { name: product.category.name } } as product
             from item where orderRef = $parent.id) as items from orders where customer = $c`,
          { email: `c${i % CUSTOMERS}@example.com` },
        ),
      "filtered count": () =>
        ask(
          "select count() from item where product.category = type::record('category', $category) and product.price >= $price group all",
          { category: COUNTED_CATEGORY, price: COUNTED_PRICE },
        ),
      "top ten": () => ask("select value quantity from item order by quantity desc limit 10"),
      insert: (i) => ask("create note content { a: $a, b: $b } return none", { a: i % 100, b: `b${i}` }),
    },
    close: async () => void (await db.close()),
  };
}

const TABLES: readonly (readonly [table: string, rows: keyof ShopRows, write: string])[] = [
  ["category", "categories", "{ name: $row.name }"],
  [
    "product",
    "products",
    "{ name: $row.name, price: $row.price, category: type::record('category', $row.category) }",
  ],
  ["customer", "customers", "{ name: $row.name, email: $row.email }"],
  [
    "orders",
    "orders",
    "{ customer: type::record('customer', $row.customer), status: $row.status, createdAt: $row.createdAt }",
  ],
  [
    "item",
    "items",
    "{ orderRef: type::record('orders', $row.order), product: type::record('product', $row.product), quantity: $row.quantity }",
  ],
];
