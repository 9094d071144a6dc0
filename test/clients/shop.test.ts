import { AbortError, Client, ConstraintFailureError, fql, type QueryValue } from "fauna";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coppice, type Serving, servingSchema } from "../cli/commandLine.js";

/** The example shop, driven as an application would: schema and data by the CLI, everything else by the official driver. */

let server: Serving;
let client: Client;

beforeAll(async () => {
  server = await servingSchema("examples/shop/schema");
  const seeded = await coppice(["run", "examples/shop/data.fql", "--url", server.url]);
  expect(seeded).toMatchObject({ code: 0, errors: "" });
  client = new Client({ endpoint: new URL(server.url), secret: "secret" });
}, 60_000);

afterAll(async () => {
  client.close();
  await server.stop();
});

async function ask<T extends QueryValue>(query: ReturnType<typeof fql>): Promise<T> {
  return (await client.query<T>(query)).data;
}

/** Customers with addresses of their own, each with a cart that holds `quantity` of a product. */
async function withCarts(
  prefix: string,
  count: number,
  product: string,
  quantity: number,
): Promise<string[]> {
  const emails = Array.from({ length: count }, (_, i) => `${prefix}${i}@example.com`);
  await ask(fql`
    ${emails}.forEach(email => {
      Customer.create({
        name: "Customer " + email, email: email,
        address: { street: "Ring 1", city: "Hereford", postalCode: "HR1", country: "UK" }
      })
      addToCart(email, ${product}, ${quantity})
    })`);
  return emails;
}

const stockOf = (product: string) => ask<number>(fql`Product.byName(${product}).first()!.stock`);

describe("the example shop", () => {
  test("concurrent checkouts never oversell", async () => {
    const stock = await stockOf("pruning saw");
    const emails = await withCarts("saw", 12, "pruning saw", 2);
    const outcomes = await Promise.allSettled(
      emails.map((email) => ask<{ status: string }>(fql`checkout(${email}) { status }`)),
    );
    const sold = outcomes.filter(({ status }) => status === "fulfilled").length;
    expect(sold).toBe(Math.floor(stock / 2));
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") continue;
      expect(outcome.reason).toBeInstanceOf(ConstraintFailureError);
      const { constraint_failures: failures } = outcome.reason as ConstraintFailureError;
      expect(failures).toEqual([{ paths: [], message: "Document failed check constraint `stockIsValid`" }]);
    }
    expect(await stockOf("pruning saw")).toBe(stock - 2 * sold);
    // Whoever came too late has the cart as it was.
    const carts = await ask<number[]>(fql`
      ${emails}.map(email => cartOf(email)).where(.items.count() == 1).map(.items.first()!.quantity)`);
    expect(carts).toEqual(Array.from({ length: emails.length - sold }, () => 2));
  });

  test("nothing is lost between checkouts, cancellations and deliveries at the same time", async () => {
    const stock = await stockOf("cherry");
    const emails = await withCarts("cherry", 10, "cherry", 3);
    const orders = await Promise.allSettled(
      emails.map(async (email, i) => {
        const { id } = await ask<{ id: string }>(fql`checkout(${email}) { id }`);
        if (i % 2 === 0) await ask(fql`cancel(Order.byId(${id})) { status }`);
        if (i % 3 === 0) await ask(fql`restock("cherry", 1) { stock }`);
      }),
    );
    for (const order of orders) {
      if (order.status === "rejected") expect(order.reason).toBeInstanceOf(ConstraintFailureError);
    }
    const restocked = orders.filter(({ status }, i) => status === "fulfilled" && i % 3 === 0).length;
    const taken = await ask<number>(fql`
      ${emails}.flatMap(email => Order.byCustomer(Customer.byEmail(email).first()!).toArray())
        .where(.status == "processing")
        .flatMap(.items.toArray())
        .fold(0, (sum, item) => sum + item.quantity)`);
    expect((await stockOf("cherry")) + taken).toBe(stock + restocked);
  });

  test("two queries at once put one item into the cart, with both quantities", async () => {
    const [email] = await withCarts("twice", 1, "apple", 1);
    await Promise.all([1, 2, 3, 4].map((n) => ask(fql`addToCart(${email!}, "apple", ${n}) { quantity }`)));
    expect(await ask(fql`cartOf(${email!}).items.map(.quantity).toArray()`)).toEqual([11]);
    expect(await ask(fql`Order.byCustomer(Customer.byEmail(${email!}).first()!).count()`)).toBe(1);
  });

  test("what was paid does not change with the price", async () => {
    const [email] = await withCarts("paid", 1, "rye loaf", 2);
    const { id, total } = await ask<{ id: string; total: number }>(fql`checkout(${email!}) { id, total }`);
    await ask(fql`Product.byName("rye loaf").first()!.update({ price: 999 }) { price }`);
    expect(await ask(fql`Order.byId(${id})!.total`)).toBe(total);
    expect(total).toBe(900);
  });

  test("an order goes one way", async () => {
    const [email] = await withCarts("way", 1, "baguette", 1);
    const { id } = await ask<{ id: string }>(fql`checkout(${email!}) { id }`);
    expect(await ask(fql`ship(Order.byId(${id})).status`)).toBe("shipped");
    await expect(ask(fql`cancel(Order.byId(${id})).status`)).rejects.toBeInstanceOf(AbortError);
    await expect(ask(fql`checkout(${email!}).status`)).rejects.toMatchObject({ abort: "The cart is empty" });
    await expect(ask(fql`addToCart(${email!}, "oak", 1)`)).rejects.toMatchObject({
      abort: "No such product: oak",
    });
    await ask(fql`addToCart(${email!}, "pear", 1) { quantity }`);
    await ask(fql`removeFromCart(${email!}, "pear"); null`);
    expect(await ask(fql`cartOf(${email!}).items.count()`)).toBe(0);
  });
});
