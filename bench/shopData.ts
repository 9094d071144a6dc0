import { readFileSync } from "node:fs";
import { type Database, DEFAULT_LIMITS, open } from "../runtime/index.js";

/** The demo's shop at a size of choice, in Coppice and as plain JS objects in Maps. */
export interface Shop {
  readonly db: Database;
  readonly maps: ShopMaps;
  /** An existing customer, for look-ups. */
  readonly customerId: string;
  readonly email: string;
}

export interface ShopMaps {
  readonly customers: Map<string, Customer>;
  readonly byEmail: Map<string, Customer>;
  readonly ordersOf: Map<Customer, Order[]>;
  readonly itemsOf: Map<Order, Item[]>;
}
interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}
interface Order {
  readonly status: string;
}
interface Item {
  readonly quantity: number;
  readonly product: {
    readonly name: string;
    readonly price: number;
    readonly category: { readonly name: string };
  };
}

// Scripts run from the root of the project, wherever their compiled form lies.
const SCHEMA = "examples/shop/schema/main.fsl";
const CUSTOMERS_A_BATCH = 20;

/** Each customer has ten orders of eight items. */
export async function buildShop(customers: number): Promise<Shop> {
  const db = await open({ limits: { ...DEFAULT_LIMITS, computeOps: 10_000_000, transactionBytes: 2 ** 31 } });
  await db.schema.push({ "main.fsl": readFileSync(SCHEMA, "utf8") });
  await db.query(`
    let category = Category.create({ name: "fruit", description: "" })
    Array.sequence(0, 100).forEach(n => Product.create({
      name: "product #{n}", description: "", price: 100 + n, stock: 1000000, category: category
    }))`);
  for (let from = 0; from < customers; from += CUSTOMERS_A_BATCH) {
    await db.query(
      `Array.sequence(from, until).forEach(n => {
        let customer = Customer.create({
          name: "Customer #{n}", email: "c#{n}@example.com",
          address: { street: "S", city: "C", postalCode: "P", country: "UK" }
        })
        Array.sequence(0, 10).forEach(o => {
          let order = Order.create({ customer: customer, status: "delivered", createdAt: Time.now().add(o, "seconds") })
          Array.sequence(0, 8).forEach(i => OrderItem.create({
            order: order, product: Product.byName("product #{(n * 7 + o * 8 + i) % 100}").first()!, quantity: i + 1
          }))
        })
      })`,
      { arguments: { from, until: Math.min(customers, from + CUSTOMERS_A_BATCH) } },
    );
  }
  const email = `c${customers >> 1}@example.com`;
  const { data } = await db.query<string>("Customer.byEmail(email).first()!.id", { arguments: { email } });
  return { db, maps: buildMaps(customers, data), customerId: data, email };
}

function buildMaps(customers: number, knownId: string): ShopMaps {
  const category = { name: "fruit" };
  const products = Array.from({ length: 100 }, (_, n) => ({
    name: `product ${n}`,
    price: 100 + n,
    category,
  }));
  const maps: ShopMaps = {
    customers: new Map(),
    byEmail: new Map(),
    ordersOf: new Map(),
    itemsOf: new Map(),
  };
  for (let n = 0; n < customers; n++) {
    const id = n === customers >> 1 ? knownId : String(481560236617891000n + BigInt(n));
    const customer = { id, name: `Customer ${n}`, email: `c${n}@example.com` };
    maps.customers.set(id, customer);
    maps.byEmail.set(customer.email, customer);
    const orders = Array.from({ length: 10 }, () => ({ status: "delivered" }));
    maps.ordersOf.set(customer, orders);
    orders.forEach((order, o) => {
      const items = Array.from({ length: 8 }, (_, i) => ({
        quantity: i + 1,
        product: products[(n * 7 + o * 8 + i) % 100]!,
      }));
      maps.itemsOf.set(order, items);
    });
  }
  return maps;
}
