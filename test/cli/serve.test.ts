import { Client, fql } from "fauna";
import { describe, expect, test } from "vitest";
import { coppice, serving } from "./commandLine.js";

describe("coppice serve", () => {
  test("serves a schema and data to the driver and to other commands, and stops when told", async () => {
    const server = await serving(["--schema", "examples/shop/schema", "--data", "examples/shop/data.fql"]);
    const client = new Client({ endpoint: new URL(server.url), secret: "secret" });
    expect((await client.query(fql`Product.all().count()`)).data).toBe(7);
    client.close();
    const { out } = await coppice(["run", "-e", "Product.all().count()", "--url", server.url]);
    expect(out).toBe("7\n");
    expect(await server.stop()).toBe(0);
  });

  test("nests as deep as the language allows", async () => {
    const server = await serving();
    const create =
      'Function.create({ name: "deep", signature: "(n: Number) => Number", ' +
      'body: "n => if (n == 0) 0 else 1 + deep(n - 1)" }); 1';
    const url = ["--url", server.url];
    expect((await coppice(["run", "-e", create, ...url])).errors).toBe("");
    expect((await coppice(["run", "-e", "deep(2000)", ...url])).out).toBe("2000\n");
    await server.stop();
  });

  test("the secret is the one given; the environment names server and secret too", async () => {
    const server = await serving(["--secret", "acorn"]);
    const environment = { COPPICE_URL: server.url, COPPICE_SECRET: "acorn" };
    expect((await coppice(["run", "-e", "1"], { environment })).out).toBe("1\n");
    const schema = ["--schema", "examples/shop/schema"];
    expect((await coppice(["run", "-e", "Product.all().count()", ...schema], { environment })).out).toBe(
      "0\n",
    );
    expect((await coppice(["check", "examples/shop", ...schema], { environment })).errors).toBe(
      "no findings\n",
    );
    expect((await coppice(["types", ...schema], { environment })).out).toContain("export type Product");
    expect((await coppice(["run", "-e", "1", ...schema, "--url", server.url])).code).toBe(2);
    const refused = await coppice(["run", "-e", "1", "--url", server.url]);
    expect(refused.errors).toBe("unauthorized: Access token required\n");
    expect(refused.code).toBe(1);
    await server.stop();
  });

  test("says why it does not start", async () => {
    const server = await serving();
    const { port } = new URL(server.url);
    const taken = await coppice(["serve", "--port", port]);
    expect(taken.errors).toBe(`port ${port} is taken: --port names another one\n`);
    expect(taken.code).toBe(1);
    await server.stop();
    const wrong = await coppice(["serve", "--port", "0", "--schema", "test/cli/fixtures/wrong"]);
    expect(wrong.errors).toContain("Unknown type `Strin`");
    expect(wrong.code).toBe(1);
    expect((await coppice(["serve", "--port", "many"])).code).toBe(2);
  });
});
