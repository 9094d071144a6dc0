import Sqlite from "better-sqlite3";
import { COUNTED_CATEGORY, COUNTED_PRICE, type Contender, CUSTOMERS } from "./contender.js";

const TABLES = `
create table category (id integer primary key, name text);
create table product (id integer primary key, name text, price integer, category integer);
create table customer (id integer primary key, name text, email text unique);
create table orders (id integer primary key, customer integer, status text, createdAt integer);
create index orders_customer on orders (customer);
create table item (id integer primary key, orderId integer, product integer, quantity integer);
create index item_order on item (orderId);
create index item_product on item (product);
create table note (id integer primary key, a integer, b text);
create index note_a on note (a);
create index note_b on note (b);
`;

const JOIN = `select json_group_array(json_object('status', o.status, 'items', (
  select json_group_array(json_object('quantity', i.quantity, 'product',
    json_object('name', p.name, 'price', p.price, 'category', json_object('name', c.name))))
  from item i join product p on p.id = i.product join category c on c.id = p.category where i.orderId = o.id
))) as answer from orders o join customer on customer.id = o.customer where customer.email = ?`;

/** SQLite in memory, synchronous, hand-written SQL with prepared statements; the join answers as JSON. */
export function sqlite(): Contender {
  const db = new Sqlite(":memory:");
  db.exec(TABLES);
  const point = db.prepare("select name, email from customer where id = ?");
  const lookUp = db.prepare("select name, email from customer where email = ?");
  const join = db.prepare(JOIN);
  const count = db.prepare(
    "select count(*) n from item i join product p on p.id = i.product where p.category = ? and p.price >= ?",
  );
  const top = db.prepare("select quantity from item order by quantity desc limit 10");
  const insert = db.prepare("insert into note (a, b) values (?, ?)");
  return {
    name: "better-sqlite3",
    load(shop) {
      const fill = (sql: string, rows: readonly (readonly unknown[])[]) => {
        const statement = db.prepare(sql);
        db.transaction(() => rows.forEach((row) => void statement.run(...row)))();
      };
      fill(
        "insert into category values (?, ?)",
        shop.categories.map((each, i) => [i, each.name]),
      );
      fill(
        "insert into product values (?, ?, ?, ?)",
        shop.products.map((each, i) => [i, each.name, each.price, each.category]),
      );
      fill(
        "insert into customer values (?, ?, ?)",
        shop.customers.map((each, i) => [i, each.name, each.email]),
      );
      fill(
        "insert into orders values (?, ?, ?, ?)",
        shop.orders.map((each, i) => [i, each.customer, each.status, each.createdAt]),
      );
      fill(
        "insert into item values (?, ?, ?, ?)",
        shop.items.map((each, i) => [i, each.order, each.product, each.quantity]),
      );
      db.exec("analyze");
    },
    questions: {
      "point read": (i) => point.get(i % CUSTOMERS),
      "unique look-up": (i) => lookUp.get(`c${i % CUSTOMERS}@example.com`),
      join: (i) => JSON.parse((join.get(`c${i % CUSTOMERS}@example.com`) as { answer: string }).answer),
      "filtered count": () => count.get(COUNTED_CATEGORY, COUNTED_PRICE),
      "top ten": () => top.all(),
      insert: (i) => insert.run(i % 100, `b${i}`),
    },
    close: () => void db.close(),
  };
}
