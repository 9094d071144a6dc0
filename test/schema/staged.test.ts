import { describe, expect, test } from "vitest";
import { open } from "../../runtime/index.js";
import { Project } from "./project.js";

const ORDERS = "collection Order {\n  n: Int\n}\n";

async function staged(before: string, documents: readonly string[], after: string): Promise<Project> {
  const project = await Project.open(before);
  for (const each of documents) await project.run(each);
  await project.stage(after);
  return project;
}

describe("a staged schema (spec/02 §11)", () => {
  test("queries see the schema in force, definition documents the staged one", async () => {
    const project = await staged(
      ORDERS,
      ["Order.create({ id: 1, n: 5 })"],
      `${ORDERS.replace("}", "  index byN {\n    terms [.n]\n  }\n}")}collection Draft {}\nfunction f() { 1 }\n`,
    );
    expect(await project.failure("Draft.all().count()")).toContain("Unbound variable `Draft`");
    expect(await project.failure("f()")).toContain("Unbound variable `f`");
    expect(await project.failure("Order.byN(5).count()")).toContain("The function `byN` does not exist");
    expect(await project.run("Collection.all().map(.name).toArray()")).toEqual(["Order", "Draft"]);
    expect(await project.run('Collection.byName("Draft")!.name')).toBe("Draft");
    expect(await project.run("Order.definition.indexes.byN!.status")).toBe("complete");
    await project.run("Order.create({ id: 2, n: 5 })");
    expect(await project.status()).toEqual({ status: "ready" });
    await project.database.schema.commit();
    expect(await project.status()).toEqual({ status: "none" });
    expect(await project.run("Order.byN(5).map(.id).toArray()")).toEqual(["1", "2"]);
    expect(await project.run("f()")).toBe(1);
  });

  test("documents read without staged migrations, and with them once they are in force", async () => {
    const project = await staged(
      ORDERS,
      ["Order.create({ id: 1, n: 5 })"],
      "collection Order {\n  m: Int\n  k: Int\n  index byK { terms [.k, .m] }\n  migrations {\n    move .n -> .m\n    add .k\n    backfill .k = 7\n  }\n}",
    );
    expect(await project.run("Order(1)!.n")).toBe(5);
    await project.run("Order.create({ id: 2, n: 6 })");
    await project.run("Order(1)!.update({ n: 50 })");
    await project.database.schema.commit();
    expect(await project.run("Order.all().map(.data).toArray()")).toEqual([
      { m: 50, k: 7 },
      { m: 6, k: 7 },
    ]);
    expect(
      await project.run("[Order.byK(7, 50).count(), Order.byK(7, 5).count(), Order.byK(7, 6).count()]"),
    ).toEqual([1, 0, 1]);
    await project.run("Order(2)!.update({ m: 8 })");
    expect(await project.run("[Order.byK(7, 6).count(), Order.byK(7, 8).count()]")).toEqual([0, 1]);
  });

  test("a staged removal leaves the collection usable; abandoning keeps it", async () => {
    const project = await staged(ORDERS, ["Order.create({ id: 1, n: 5 })"], "collection Other {}");
    expect(await project.run("Order.all().count()")).toBe(1);
    await project.run("Order.create({ id: 2, n: 6 })");
    await project.database.schema.abandon();
    expect(await project.run("Order.all().map(.n).toArray()")).toEqual([5, 6]);
    expect(await project.run("Collection.all().map(.name).toArray()")).toEqual(["Order"]);
    expect(await project.main()).toBe(ORDERS);
    expect(await project.status()).toEqual({ status: "none" });
  });

  test("a removed collection is gone once that is in force", async () => {
    const project = await staged(ORDERS, ["Order.create({ id: 1, n: 5 })"], "collection Other {}");
    await project.database.schema.commit();
    expect(await project.failure("Order.all().count()")).toContain("Unbound variable `Order`");
    expect(await project.run("Other.all().count()")).toBe(0);
  });

  test("a push takes the place of the one before: what it removed comes back with its documents", async () => {
    const project = await staged(ORDERS, ["Order.create({ id: 1, n: 5 })"], "collection Other {}");
    await project.stage(`${ORDERS}collection Third {}`);
    await project.database.schema.commit();
    expect(await project.run("Order(1)!.n")).toBe(5);
    expect(await project.run("Collection.all().map(.name).toArray()")).toEqual(["Order", "Other", "Third"]);
  });

  test("while one waits, plain pushes and changes by FQL wait too", async () => {
    const project = await staged(ORDERS, [], `${ORDERS}function f() { 1 }`);
    await project.push(`${ORDERS}function g() { 1 }`);
    expect(await project.failure("g()")).toContain("Unbound variable `g`");
    await project.run('Function.create({ name: "h", body: "() => 3" })');
    expect(await project.failure("h()")).toContain("Unbound variable `h`");
    await project.database.schema.commit();
    expect(await project.run("[g(), h()]")).toEqual([1, 3]);
  });

  test("files: the active ones and the staged ones", async () => {
    const project = await staged(ORDERS, [], "collection Other {}");
    const { database } = project;
    const get = async (path: string) => {
      const request = new Request(`http://x/schema/1${path}`, {
        headers: { authorization: "Bearer secret" },
      });
      return (await database.fetch(request)).json() as Promise<{ files: unknown; content: string }>;
    };
    expect((await get("/files?staged=true")).files).toEqual([{ filename: "main.fsl" }]);
    expect((await get("/files/main.fsl")).content).toBe("collection Other {}");
  });

  test("documents that came meanwhile may make it impossible", async () => {
    const project = await staged(ORDERS, [], "collection Order {\n  n: String\n}");
    expect(await project.status()).toEqual({ status: "ready" });
    await project.run("Order.create({ id: 1, n: 5 })");
    const error = "Field `.n` of type `String` does not match the live type `Int`";
    await expect(project.database.schema.status()).rejects.toThrow(error);
    await expect(project.database.schema.commit()).rejects.toThrow(error);
  });

  test("documents that came meanwhile are migrated", async () => {
    const project = await staged(
      ORDERS,
      [],
      "collection Order {\n  m: Int\n  index byM { terms [.m] }\n  migrations { move .n -> .m }\n}",
    );
    await project.run("Order.create({ id: 1, n: 5 })");
    await project.database.schema.commit();
    expect(await project.run("[Order(1)!.m, Order.byM(5).count()]")).toEqual([5, 1]);
  });

  test("status tells what is different", async () => {
    const project = await staged(ORDERS, [], `${ORDERS}collection Other {}`);
    expect(await project.database.schema.status({ format: "summary" })).toEqual({
      status: "ready",
      pendingSummary: "",
      diff: "* Adding collection `Other` to main.fsl:4:1\n",
    });
    expect(await project.database.schema.diff({ "main.fsl": ORDERS })).toBe("");
    expect(await project.database.schema.diff({ "main.fsl": ORDERS }, { staged: true })).toBe(
      "* Removing collection `Other` from main.fsl:4:1\n\n",
    );
  });

  test("nothing to commit, nothing to abandon", async () => {
    const project = await Project.open(ORDERS);
    await expect(project.database.schema.commit()).rejects.toThrow("There is no staged schema to commit");
    await expect(project.database.schema.abandon()).rejects.toThrow("There is no staged schema to abandon");
  });

  test("a large collection: pending until its entries are built", async () => {
    // On the host's clock: builds wait a turn of its timers, so that none is done before it is looked at.
    const database = await open();
    await database.schema.push({ "main.fsl": ORDERS });
    await database.query("Set.sequence(0, 200).forEach(i => Order.create({ n: i }))", { typecheck: false });
    const indexed = "collection Order {\n  n: Int\n  index byN {\n    terms [.n]\n  }\n  unique [.n]\n}";
    await database.schema.push({ "main.fsl": indexed }, { staged: true });
    expect(await database.schema.status({ format: "summary" })).toMatchObject({
      status: "pending",
      pendingSummary:
        "* Collection Order:\n  ~ index byN: building\n  ~ unique constraint on [.n]: building\n",
    });
    await expect(database.schema.commit()).rejects.toThrow(
      "Cannot commit schema before it is in the `ready` state. Check schema status for details.",
    );
    await database.close();
  });
});
