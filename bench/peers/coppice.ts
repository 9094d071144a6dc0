import { type Database, DEFAULT_LIMITS, open } from "../../runtime/index.js";
import { COUNTED_CATEGORY, COUNTED_PRICE, type Contender, CUSTOMERS } from "./contender.js";

const SCHEMA = `
collection Category { name: String; index byName { terms [.name] } }
collection Product { name: String; price: Int; category: Ref<Category>; index byCategory { terms [.category] } }
collection Customer {
  name: String
  email: String
  compute orders: Set<Order> = (customer => Order.byCustomer(customer))
  unique [.email]
  index byEmail { terms [.email] }
}
collection Order {
  customer: Ref<Customer>
  status: String
  createdAt: Int
  compute items: Set<Item> = (order => Item.byOrder(order))
  index byCustomer { terms [.customer] }
}
collection Item {
  order: Ref<Order>
  product: Ref<Product>
  quantity: Int
  index byOrder { terms [.order] }
  index byProduct { terms [.product] }
}
collection Note { a: Int; b: String; index byA { terms [.a] }; index byB { terms [.b] } }
`;

const BATCH = 2000;

/** Coppice in memory, through prepared lambdas; the spec's limits raised, since it refuses work of this size. */
export async function coppice(): Promise<Contender> {
  const db = await open({
    limits: { ...DEFAULT_LIMITS, computeOps: 10_000_000, setElements: 1_000_000, transactionBytes: 2 ** 31 },
  });
  await db.schema.push({ "main.fsl": SCHEMA });
  const point = db.prepare("(id) => Customer(id)! { name, email }");
  const lookUp = db.prepare("(email) => Customer.byEmail(email).first()! { name, email }");
  const join = db.prepare(`(email) => Customer.byEmail(email).first()!.orders.toArray().map(order => {
    status: order.status,
    items: order.items.toArray() { quantity, product { name, price, category { name } } }
  })`);
  const count = db.prepare(
    `(category, price) => Item.all().where(item => item.product!.category == Category(category) && item.product!.price >= price).count()`,
  );
  const top = db.prepare("() => Item.all().order(desc(.quantity)).take(10).map(.quantity).toArray()");
  const insert = db.prepare("(a, b) => Note.create({ a: a, b: b }).id");
  return {
    name: "Coppice",
    async load(shop) {
      await create(db, shop.categories, "Category.create({ id: i, name: row.name })");
      await create(
        db,
        shop.products,
        "Product.create({ id: i, name: row.name, price: row.price, category: Category(row.category) })",
      );
      await create(db, shop.customers, "Customer.create({ id: i, name: row.name, email: row.email })");
      await create(
        db,
        shop.orders,
        "Order.create({ id: i, customer: Customer(row.customer), status: row.status, createdAt: row.createdAt })",
      );
      await create(
        db,
        shop.items,
        "Item.create({ id: i, order: Order(row.order), product: Product(row.product), quantity: row.quantity })",
      );
    },
    questions: {
      "point read": (i) => point.run(i % CUSTOMERS),
      "unique look-up": (i) => lookUp.run(`c${i % CUSTOMERS}@example.com`),
      join: (i) => join.run(`c${i % CUSTOMERS}@example.com`),
      "filtered count": () => count.run(COUNTED_CATEGORY, COUNTED_PRICE),
      "top ten": () => top.run(),
      insert: (i) => insert.run(i % 100, `b${i}`),
    },
    close: () => db.close(),
  };
}

async function create(db: Database, rows: readonly object[], write: string): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    await db.query(
      `rows.entries().forEach(entry => { let i = entry[0] + from; let row = entry[1]; ${write} })`,
      { arguments: { from, rows: rows.slice(from, from + BATCH) as never }, typecheck: false },
    );
  }
}
