import { COUNTED_CATEGORY, COUNTED_PRICE, type Contender, CUSTOMERS, type ShopRows } from "./contender.js";

/** No database: JS objects in Maps, with the code that a programmer would write. */
export function byHand(): Contender {
  let rows!: ShopRows;
  const byEmail = new Map<string, number>();
  const ordersOf = new Map<number, number[]>();
  const itemsOf = new Map<number, number[]>();
  const notes = new Map<number, { a: number; b: string }>();
  const notesByA = new Map<number, number[]>();
  const notesByB = new Map<string, number[]>();
  return {
    name: "JS by hand",
    load(shop) {
      rows = shop;
      shop.customers.forEach((each, i) => {
        byEmail.set(each.email, i);
      });
      shop.orders.forEach((each, i) => {
        push(ordersOf, each.customer, i);
      });
      shop.items.forEach((each, i) => {
        push(itemsOf, each.order, i);
      });
    },
    questions: {
      "point read": (i) => {
        const { name, email } = rows.customers[i % CUSTOMERS]!;
        return { name, email };
      },
      "unique look-up": (i) => {
        const { name, email } = rows.customers[byEmail.get(`c${i % CUSTOMERS}@example.com`)!]!;
        return { name, email };
      },
      join: (i) =>
        ordersOf.get(byEmail.get(`c${i % CUSTOMERS}@example.com`)!)!.map((order) => ({
          status: rows.orders[order]!.status,
          items: itemsOf.get(order)!.map((item) => {
            const { quantity, product } = rows.items[item]!;
            const { name, price, category } = rows.products[product]!;
            return {
              quantity,
              product: { name, price, category: { name: rows.categories[category]!.name } },
            };
          }),
        })),
      "filtered count": () => {
        let count = 0;
        for (const { product } of rows.items) {
          const { price, category } = rows.products[product]!;
          if (category === COUNTED_CATEGORY && price >= COUNTED_PRICE) count += 1;
        }
        return count;
      },
      "top ten": () =>
        [...rows.items]
          .sort((a, b) => b.quantity - a.quantity)
          .slice(0, 10)
          .map(({ quantity }) => quantity),
      insert: (i) => {
        const note = { a: i % 100, b: `b${i}` };
        notes.set(i, note);
        push(notesByA, note.a, i);
        push(notesByB, note.b, i);
        return i;
      },
    },
    close() {},
  };
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
