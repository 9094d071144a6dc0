import { PGlite } from "@electric-sql/pglite";
import { COUNTED_CATEGORY, COUNTED_PRICE, type Contender, CUSTOMERS, type ShopRows } from "./contender.js";

const TABLES = `
create table category (id int primary key, name text);
create table product (id int primary key, name text, price int, category int);
create table customer (id int primary key, name text, email text unique);
create table orders (id int primary key, customer int, status text, "createdAt" int);
create index on orders (customer);
create table item (id int primary key, "order" int, product int, quantity int);
create index on item ("order");
create index on item (product);
create table note (id serial primary key, a int, b text);
create index on note (a);
create index on note (b);
`;

const JOIN = `select json_agg(json_build_object('status', o.status, 'items', (
  select json_agg(json_build_object('quantity', i.quantity, 'product',
    json_build_object('name', p.name, 'price', p.price, 'category', json_build_object('name', c.name))))
  from item i join product p on p.id = i.product join category c on c.id = p.category where i."order" = o.id
))) as answer from orders o join customer on customer.id = o.customer where customer.email = $1`;

/** PostgreSQL as WebAssembly, in memory. */
export async function pglite(): Promise<Contender> {
  const db = new PGlite();
  await db.exec(TABLES);
  const rows = async (sql: string, parameters: readonly unknown[] = []) =>
    (await db.query(sql, [...parameters])).rows;
  return {
    name: "PGlite",
    async load(shop) {
      for (const [table, key] of TABLES_OF_ROWS) {
        const json = JSON.stringify(shop[key].map((row, id) => ({ id, ...row })));
        await db.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
          json,
        ]);
      }
      await db.exec("analyze");
    },
    questions: {
      "point read": (i) => rows("select name, email from customer where id = $1", [i % CUSTOMERS]),
      "unique look-up": (i) =>
        rows("select name, email from customer where email = $1", [`c${i % CUSTOMERS}@example.com`]),
      join: (i) => rows(JOIN, [`c${i % CUSTOMERS}@example.com`]),
      "filtered count": () =>
        rows(
          "select count(*) n from item i join product p on p.id = i.product where p.category = $1 and p.price >= $2",
          [COUNTED_CATEGORY, COUNTED_PRICE],
        ),
      "top ten": () => rows("select quantity from item order by quantity desc limit 10"),
      insert: (i) => rows("insert into note (a, b) values ($1, $2)", [i % 100, `b${i}`]),
    },
    close: () => db.close(),
  };
}

const TABLES_OF_ROWS: readonly (readonly [table: string, rows: keyof ShopRows])[] = [
  ["category", "categories"],
  ["product", "products"],
  ["customer", "customers"],
  ["orders", "orders"],
  ["item", "items"],
];
