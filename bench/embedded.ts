import { queries } from "../examples/shop/queries.js";
import { parseQuery } from "../grammar/index.js";
import { fql } from "../runtime/index.js";
import { measure, measureAwaited, printRows, type Row, time } from "./measure.js";
import { buildShop } from "./shopData.js";

/** `npm run bench`: prepared queries over the shop against the same work by hand over JS Maps, in one run. */
const { db, maps, customerId, email } = await buildShop(1000);

const point = db.prepare("(id) => Customer.byId(id)! { name, email }");
const lookup = db.prepare("(email) => Customer.byEmail(email).first()! { name, email }");
const join = db.prepare(`(email) => {
  let customer = Customer.byEmail(email).first()!
  customer.orders.toArray().map(order => {
    status: order.status,
    items: order.items.toArray().map(item => {
      quantity: item.quantity,
      product: item.product { name, price, category { name } }
    })
  })
}`);

const rows: Row[] = [
  {
    name: "point read",
    coppice: measure(() => point.run(customerId)),
    byHand: measure(() => {
      const { name, email } = maps.customers.get(customerId)!;
      return { name, email };
    }),
  },
  {
    name: "index look-up",
    coppice: measure(() => lookup.run(email)),
    byHand: measure(() => {
      const { name, email: address } = maps.byEmail.get(email)!;
      return { name, email: address };
    }),
  },
  {
    name: "join: 10 orders, 80 items",
    coppice: measure(() => join.run(email)),
    byHand: measure(() => {
      const customer = maps.byEmail.get(email)!;
      return maps.ordersOf.get(customer)!.map((order) => ({
        status: order.status,
        items: maps.itemsOf.get(order)!.map(({ quantity, product }) => ({
          quantity,
          product: { name: product.name, price: product.price, category: { name: product.category.name } },
        })),
      }));
    }),
  },
];
printRows("1,000 customers, 10,000 orders, 80,000 items", rows);

const asked = {
  point: await measureAwaited(() => db.query(fql`Customer.byId(${customerId})! { name, email }`)),
  lookUp: await measureAwaited(() => db.query(fql`Customer.byEmail(${email}).first()! { name, email }`)),
};
console.log(
  `\nby db.query, not prepared: point read ${time(asked.point)}, index look-up ${time(asked.lookUp)}`,
);

const largest = queries.map((each) => each.text).sort((a, b) => b.length - a.length)[0]!;
console.log(
  `\nparse the demo's largest query (${largest.split("\n").length} lines): ${time(measure(() => parseQuery(largest)))}`,
);
let salt = 0;
console.log(
  `compile it (parse, resolve, link): ${time(measure(() => db.prepare(`() => { let salt = ${salt++}; ${largest} }`, { typecheck: false })))}`,
);
await db.close();
