import { beforeAll, describe, expect, test } from "vitest";
import { type Database, open } from "../../runtime/index.js";

let db: Database;

beforeAll(async () => {
  db = await open();
  await db.schema.push({ "main.fsl": "collection C { t: Int\n index byT { terms [.t] } }" });
});

async function explain(secret: string | undefined, body: string): Promise<{ status: number; body: unknown }> {
  const headers: Record<string, string> = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
  const response = await db.fetch(
    new Request("http://localhost/explain/1", { method: "POST", headers, body }),
  );
  return { status: response.status, body: await response.json() };
}

describe("/explain/1", () => {
  test("answers with the plans, and takes back what the query wrote", async () => {
    const query = "let c = C.create({ t: n })\nC.where(.t == c.t).count()";
    const { status, body } = await explain("secret", JSON.stringify({ query, arguments: { n: 7 } }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: {
        plans: [{ detail: ".t == c.t", rows: 1, accesses: ["C.byT(7)"] }],
        rules: ["filter-to-index", "count-matches"],
      },
      static_type: "Number",
      summary: "",
    });
    expect((await db.query("C.all().count()")).data).toBe(0);
  });

  test("a query that fails is answered as anywhere", async () => {
    const { status, body } = await explain("secret", '{"query":"C.foo()"}');
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: "invalid_query" } });
  });

  test.each([
    ["without a secret", undefined, 401],
    ["with one that is unknown", "nobody", 401],
    ["of a client", "secret:client", 403],
    ["of a reader", "secret:server-readonly", 403],
    ["of a server", "secret:server", 200],
  ])("a request %s", async (_who, secret, status) => {
    expect((await explain(secret, '{"query":"1"}')).status).toBe(status);
  });
});
