import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { coppice, type Ran, type Serving, scratch, serving } from "./commandLine.js";

/**
 * The cycle of a schema in CI, with two processes: the program as it is built against a server as it is built. Each test
 * starts with an empty schema.
 */

let server: Serving;
let directory: string;

beforeAll(async () => {
  server = await serving();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await schema("abandon");
  directory = scratch();
  files({ "main.fsl": "// empty\n" });
  expect(await schema("push", "--yes")).toMatchObject({ code: 0 });
  rmSync(join(directory, "main.fsl"));
});

/** `coppice schema …` on the server, with the test's directory where the command takes one. */
function schema(command: string, ...options: readonly string[]): Promise<Ran> {
  const takesDirectory = command !== "commit" && command !== "abandon";
  const dir = takesDirectory ? ["--dir", directory] : [];
  return coppice(["schema", command, ...dir, "--url", server.url, ...options]);
}

function files(texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(join(directory, name, ".."), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}

async function answer(query: string): Promise<string> {
  const { out, errors } = await coppice(["run", "-e", query, "--url", server.url]);
  return (out || errors).trim();
}

/** A way to the server on which something else happens before a request gets there. */
async function forwarding(before: (path: string) => Promise<void>) {
  const proxy = createServer(async (request, response) => {
    const path = request.url!;
    await before(path);
    const headers = Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name));
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const body = chunks.length === 0 ? undefined : Buffer.concat(chunks);
    const init = { method: request.method!, headers: headers as [string, string][], body };
    const answered = await fetch(new URL(path, server.url), init);
    response.writeHead(answered.status).end(await answered.text());
  });
  await new Promise<void>((resolve) => proxy.listen(0, resolve));
  const { port } = proxy.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => proxy.close() };
}

const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "host"]);

const CUSTOMER = "collection Customer {\n  name: String\n  index byName {\n    terms [.name]\n  }\n}\n";
const ORDER = "collection Order {\n  customer: Ref<Customer>\n}\n";
const TOTAL = "function total() {\n  Order.all().count()\n}\n";

describe("push, diff and pull", () => {
  test("several files, in whatever order they depend on each other", async () => {
    files({ "a/total.fsl": TOTAL, "b/order.fsl": ORDER, "c.fsl": CUSTOMER });
    const pushed = await schema("push", "--yes");
    expect(pushed.errors).toBe(`pushed 3 files to ${server.url}\n`);
    expect(pushed.out).toBe(
      "* Adding collection `Customer` to c.fsl:1:1:\n  * Indexes:\n  + add index `byName`\n\n" +
        "* Adding collection `Order` to b/order.fsl:1:1\n\n" +
        "* Adding function `total` to a/total.fsl:1:1\n",
    );
    expect(await answer("Customer.create({ name: 'Ada' }); total()")).toBe("0");
    expect(await schema("diff", "--exit-code")).toMatchObject({ code: 0, out: "no changes\n" });
    expect(await schema("status", "--exit-code")).toMatchObject({ code: 0 });
  });

  test("diff tells drift, whoever made it, and pull brings it home", async () => {
    files({ "main.fsl": CUSTOMER });
    await schema("push", "--yes");
    expect(await answer("Function.create({ name: 'inc', body: 'x => x + 1' }).name")).toBe('"inc"');
    const drift = await schema("diff", "--exit-code");
    expect(drift).toMatchObject({ code: 1, out: "* Removing function `inc` from main.fsl:8:1\n" });
    const pulled = await schema("pull", "--yes");
    expect(pulled).toMatchObject({ code: 0, out: "overwrite main.fsl\n" });
    expect(readFileSync(join(directory, "main.fsl"), "utf8")).toBe(
      `${CUSTOMER}\nfunction inc(x) {\n  x + 1\n}\n`,
    );
    expect(await schema("diff", "--exit-code")).toMatchObject({ code: 0 });
  });

  test("a renamed file moves its items and changes no schema; a deleted one takes its items along", async () => {
    files({ "customer.fsl": CUSTOMER, "order.fsl": ORDER, "total.fsl": TOTAL });
    await schema("push", "--yes");
    await answer("Customer.create({ name: 'Ada' }).name");
    renameSync(join(directory, "customer.fsl"), join(directory, "people.fsl"));
    const moved = await schema("push", "--yes");
    expect(moved).toMatchObject({ code: 0, out: "no changes\n" });
    expect(await answer("Customer.byName('Ada').count()")).toBe("1");
    rmSync(join(directory, "total.fsl"));
    rmSync(join(directory, "order.fsl"));
    expect((await schema("push", "--yes")).out).toBe(
      "* Removing collection `Order` from order.fsl:1:1\n\n* Removing function `total` from total.fsl:1:1\n",
    );
    expect(await answer("Order")).toContain("Unbound variable `Order`");
    const elsewhere = scratch();
    await coppice(["schema", "pull", "--dir", elsewhere, "--url", server.url]);
    expect(readdirSync(elsewhere)).toEqual(["people.fsl"]);
  });

  test("of an invalid schema nothing is taken", async () => {
    files({ "main.fsl": CUSTOMER });
    await schema("push", "--yes");
    files({ "main.fsl": CUSTOMER.replace("String", "Strin"), "total.fsl": TOTAL });
    const refused = await schema("push", "--yes");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.errors).toContain("error: Unknown type `Strin`\nat main.fsl:2:9\n");
    expect(await schema("diff")).toMatchObject({ code: 1, errors: refused.errors });
    expect(await answer("Customer.create({ name: 'Ada' }).name")).toBe('"Ada"');
    expect(await answer("Function.all().count()")).toBe("0");
    files({ "main.fsl": "collection {" });
    expect((await schema("push", "--yes")).errors).toContain("at main.fsl:1:");
    const elsewhere = scratch();
    await coppice(["schema", "pull", "--dir", elsewhere, "--url", server.url]);
    expect(readFileSync(join(elsewhere, "main.fsl"), "utf8")).toBe(CUSTOMER);
  });

  test("a change of documents that needs a migration says which one", async () => {
    files({ "main.fsl": CUSTOMER });
    await schema("push", "--yes");
    await answer("Customer.create({ name: 'Ada' }).name");
    const withCity = CUSTOMER.replace("  index", "  city: String\n  index");
    files({ "main.fsl": withCity });
    const refused = await schema("push", "--yes");
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain(
      "error: Field `.city` is not present in the live schema\nat main.fsl:3:3\n",
    );
    const migrated = withCity.replace(
      /}\n$/,
      '  migrations {\n    add .city\n    backfill .city = "Rome"\n  }\n}\n',
    );
    files({ "main.fsl": migrated });
    expect((await schema("push", "--yes")).out).toBe(
      "* Modifying collection `Customer` at main.fsl:1:1:\n  * Defined fields:\n" +
        '  + add field `.city` with backfill `"Rome"`\n',
    );
    expect(await answer("Customer.byName('Ada').first()!.city")).toBe('"Rome"');
  });
});

test("a push of what was shown fails where the schema has become another one meanwhile", async () => {
  files({ "main.fsl": CUSTOMER });
  await schema("push", "--yes");
  files({ "main.fsl": CUSTOMER, "order.fsl": ORDER });
  const meddling = await forwarding(async (path) => {
    if (path.startsWith("/schema/1/update")) await answer("Role.create({ name: 'late' }).name");
  });
  const stale = await coppice(["schema", "push", "--dir", directory, "--url", meddling.url, "--yes"]);
  expect(stale).toMatchObject({ code: 1, errors: "Stale schema version provided\n" });
  expect(stale.out).toContain("* Adding collection `Order`");
  expect(await answer("Collection.all().count()")).toBe("1");
  meddling.close();
  // What came meanwhile is drift: shown, and removed by the next push.
  expect((await schema("push", "--yes")).out).toBe(
    "* Adding collection `Order` to order.fsl:1:1\n\n* Removing role `late` from main.fsl:8:1\n",
  );
});

describe("a staged schema", () => {
  test("push --staged, status, commit", async () => {
    files({ "main.fsl": CUSTOMER });
    await schema("push", "--yes");
    files({ "order.fsl": ORDER });
    const staged = await schema("push", "--staged", "--yes");
    expect(staged).toMatchObject({ code: 0, out: "* Adding collection `Order` to order.fsl:1:1\n" });
    expect(staged.errors).toContain(`staged on ${server.url}`);
    expect(await answer("Order")).toContain("Unbound variable `Order`");
    const waiting = await schema("status", "--exit-code");
    expect(waiting).toMatchObject({
      code: 1,
      out:
        "a staged schema is ready to commit\n  * Adding collection `Order` to order.fsl:1:1\n" +
        `${directory} has no changes\n`,
    });
    expect(await schema("diff", "--exit-code")).toMatchObject({ code: 1 });
    expect(await schema("diff", "--staged", "--exit-code")).toMatchObject({ code: 0 });
    const committed = await schema("commit", "--yes");
    expect(committed).toMatchObject({
      code: 0,
      out: "* Adding collection `Order` to order.fsl:1:1\n",
      errors: "committed\n",
    });
    expect(await answer("Order.all().count()")).toBe("0");
    expect(await schema("status", "--exit-code")).toMatchObject({ code: 0 });
  });

  test("pull brings the staged files, or with --active those in force; abandon drops the staged ones", async () => {
    files({ "main.fsl": CUSTOMER });
    await schema("push", "--yes");
    files({ "main.fsl": `${CUSTOMER}\n${TOTAL.replace("Order", "Customer")}` });
    await schema("push", "--staged", "--yes");
    const pulled = async (...options: readonly string[]) => {
      const into = scratch();
      await coppice(["schema", "pull", "--dir", into, "--url", server.url, ...options]);
      return readFileSync(join(into, "main.fsl"), "utf8");
    };
    expect(await pulled()).toBe(`${CUSTOMER}\n${TOTAL.replace("Order", "Customer")}`);
    expect(await pulled("--active")).toBe(CUSTOMER);
    expect(await schema("abandon", "--yes")).toMatchObject({ code: 0, errors: "abandoned\n" });
    expect(await pulled()).toBe(CUSTOMER);
    expect(await schema("commit", "--yes")).toMatchObject({
      code: 1,
      errors: "There is no staged schema to commit\n",
    });
  });

  test("check takes a file that is named for its namesake on the server", async () => {
    files({ "main.fsl": CUSTOMER, "order.fsl": ORDER });
    await schema("push", "--yes");
    const checked = () => coppice(["check", join(directory, "main.fsl"), "--url", server.url]);
    expect(await checked()).toMatchObject({ code: 0, out: "", errors: "no findings\n" });
    files({ "main.fsl": "" });
    expect((await checked()).out).toContain("error: Unknown type `Customer`\nat order.fsl:2:17\n");
  });
});
