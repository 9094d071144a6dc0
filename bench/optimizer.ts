import { readFileSync } from "node:fs";
import { type Database, DEFAULT_LIMITS, type Explanation, MemoryStorage, open } from "../runtime/index.js";
import { time } from "./measure.js";

/** `npm run bench:optimizer`: the shop at growing sizes; each query naive and optimized, with documents read. */
const SIZES = (process.argv[2] ?? "1000,10000,100000").split(",").map(Number);
const SCHEMA = readFileSync("examples/shop/schema/main.fsl", "utf8").replace(
  "index byStatus {",
  "index byTime { values [.createdAt] }\n  index byStatus {",
);
const ORDERS_A_BATCH = 500;
const ORDERS_A_CUSTOMER = 10;

const QUERIES: readonly (readonly [name: string, text: string])[] = [
  ["equality on a term", `Customer.where(.email == "c7@example.com") { name }`],
  ["firstWhere", `Customer.firstWhere(c => c.email == "c7@example.com")!.name`],
  [
    "equality on a reference",
    'let c = Customer.byEmail("c7@example.com").first()!\nOrder.where(.customer == c).map(.status).toArray()',
  ],
  ["count of few", `Order.where(.status == "cart").count()`],
  [
    "two conditions",
    'let c = Customer.byEmail("c7@example.com").first()!\nOrder.where(.status == "cart" && .customer == c).count()',
  ],
  ["range", "Product.where(.price >= 150 && .price < 153).map(.name).toArray()"],
  ["alternatives", `Product.where(p => ["product 7", "product 9"].includes(p.name)).map(.price).toArray()`],
  ["by id", 'let id = Customer.byEmail("c7@example.com").first()!.id\nCustomer.firstWhere(.id == id)!.name'],
  ["count of all", "Order.all().count()"],
  ["count over a reference", `Order.where(.customer!.name == "Customer 7").count()`],
  [
    "filter over an index",
    'let c = Customer.byEmail("c7@example.com").first()!\nlet t = Time.now().subtract(1, "day")\nOrder.byCustomer(c).where(.createdAt > t) { createdAt }',
  ],
  ["order, then filter", `Order.all().order(desc(.createdAt)).where(.status == "cart").count()`],
  [
    "map, then filter",
    `Order.all().map(o => { at: o.createdAt, state: o.status }).where(.state == "cart").toArray()`,
  ],
  [
    "map, filter, count",
    `Order.all().map(o => { at: o.createdAt, state: o.status }).where(.state == "cart").count()`,
  ],
  [
    "concat, then filter",
    `Order.all().concat(Order.all()).where(.status == "cart").map(.createdAt).toArray()`,
  ],
  ["distinct, then filter", `Order.all().map(.status).distinct().where(s => s == "cart").toArray()`],
  [
    "flatMap, then filter",
    "Category.all().flatMap(c => Product.where(.category == c)).where(.price < 110).map(.name).toArray()",
  ],
  ["reverse, then filter", `Order.all().reverse().where(.status == "cart").first()!.createdAt`],
  [
    "map of a map",
    "Order.all().map(o => { at: o.createdAt, state: o.status, who: o.customer }).map(.state).toArray().length",
  ],
  [
    "map of a map, covered",
    'let c = Customer.byEmail("c7@example.com").first()!\n(Order.byCustomer(c) { createdAt, status }).map(.createdAt).toArray()',
  ],
  [
    "join, no index",
    "Customer.all().take(20).map(c => Order.all().where(.customer!.name == c.name).count()).toArray()",
  ],
  [
    "the same for each row",
    "Customer.all().take(20).map(c => [c.name, Order.all().fold(0, (n, o) => n + 1)]).toArray()",
  ],
  [
    "a time for each row",
    'Order.all().map(o => o.createdAt > Time("2024-01-01T00:00:00Z").subtract(1, "day")).toArray()',
  ],
  [
    "twice in a function",
    "Customer.all().take(20).map(c => if (Order.byCustomer(c).fold(0, (n, o) => n + 1) > 5) Order.byCustomer(c).fold(0, (n, o) => n + 1) else 0).toArray()",
  ],
  ["any", `Order.all().any(.status == "cart")`],
  ["every", `Order.all().every(.status != "cancelled")`],
  ["isEmpty of a filter", `Order.where(.status == "cancelled").isEmpty()`],
  ["not equal", `Order.where(.status != "delivered").count()`],
  [
    "two indexes",
    'let t = Order.byTime().take(100).toArray().last()!.createdAt\nOrder.where(.status == "cart" && .createdAt <= t).count()',
  ],
  ["last of an order", "Order.all().order(.createdAt).map(.status).last()"],
  ["newest ten, by an index", "Order.all().order(desc(.createdAt)).take(10).map(.status).toArray()"],
  ["first of an order, no index", "Order.all().order(.status).first()!.createdAt"],
  ["top ten, no index", "Order.all().order(desc(.createdAt), .status).take(10).map(.status).toArray()"],
];

const LIMITS = {
  ...DEFAULT_LIMITS,
  computeOps: 100_000_000,
  setElements: 10_000_000,
  transactionBytes: 2 ** 31,
};

for (const size of SIZES) {
  const { naive, optimized } = await shopOf(size);
  console.log(`\n${size.toLocaleString("en")} orders\n`);
  console.log(
    `${"".padEnd(26)}${["naive", "documents", "optimized", "documents", "entries", "faster"].map((head) => head.padStart(12)).join("")}`,
  );
  for (const [name, text] of QUERIES) {
    const before = await naive.explain(text);
    const after = await optimized.explain(text);
    const [slow, fast] = [await median(naive, text), await median(optimized, text)];
    const cells = [
      time(slow),
      ...readsOf(before).slice(0, 1),
      time(fast),
      ...readsOf(after),
      `${(slow / fast).toFixed(1)}×`,
    ];
    console.log(`${name.padEnd(26)}${cells.map((cell) => cell.padStart(12)).join("")}`);
  }
  await optimized.close();
}

function readsOf({ documentsRead, entriesRead }: Explanation): readonly string[] {
  return [documentsRead, entriesRead].map((count) => count.toLocaleString("en"));
}

/** The same store seen by two engines. */
async function shopOf(orders: number): Promise<{ naive: Database; optimized: Database }> {
  let now = Date.now() * 1000;
  const storage = new MemoryStorage({ clock: () => now++ });
  const options = { storage: () => storage, limits: LIMITS };
  const optimized = await open(options);
  const naive = await open({ ...options, optimize: false });
  await optimized.schema.push({ "main.fsl": SCHEMA });
  await optimized.query(`
    let category = Category.create({ name: "fruit", description: "" })
    Array.sequence(0, 1000).forEach(n => Product.create({
      name: "product #{n}", description: "", price: 100 + n, stock: 1000000, category: category
    }))`);
  const customers = Math.ceil(orders / ORDERS_A_CUSTOMER);
  const batch = ORDERS_A_BATCH / ORDERS_A_CUSTOMER;
  for (let from = 0; from < customers; from += batch) {
    await optimized.query(
      `Array.sequence(from, until).forEach(n => {
        let customer = Customer.create({
          name: "Customer #{n}", email: "c#{n}@example.com",
          address: { street: "S", city: "C", postalCode: "P", country: "UK" }
        })
        Array.sequence(0, 10).forEach(o => Order.create({
          customer: customer, status: if (n % 100 == 7 && o == 0) "cart" else "delivered", createdAt: Time.now().add(o, "seconds")
        }))
      })`,
      { arguments: { from, until: Math.min(customers, from + batch) } },
    );
  }
  return { naive, optimized };
}

async function median(database: Database, text: string): Promise<number> {
  const samples: number[] = [];
  const end = performance.now() + 300;
  while (samples.length < 3 || performance.now() < end) {
    const started = performance.now();
    await database.query(text);
    samples.push((performance.now() - started) * 1e6);
  }
  samples.sort((a, b) => a - b);
  return samples[samples.length >> 1]!;
}
