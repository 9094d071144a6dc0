import { beforeAll, describe, expect, it } from "vitest";
import { type Database, FqlError, open } from "../../runtime/index.js";

const FORMATS = ["simple", "tagged", "decorated"];

let db: Database;

beforeAll(async () => {
  db = await open({ typecheck: false });
  await db.query('Collection.create({ name: "Leaf" })');
});

async function ask(format: string, query: string) {
  const headers = { authorization: "Bearer secret", "x-format": format };
  const response = await db.fetch(
    new Request("http://localhost/query/1", { method: "POST", headers, body: JSON.stringify({ query }) }),
  );
  const { error, summary } = (await response.json()) as { error?: { code: string }; summary: string };
  return [response.status, error?.code, summary.split("\n")[0]];
}

const OVERFLOW = "number of stack frames exceeded limit of 2048";

/** Values that are written after the commit fail before it, where they are too deep. spec/05 §5 */
describe.each(FORMATS)("values within values, %s", (format) => {
  it.each(["[value]", "{ a: value }", "{ a: [value], b: Math }"])("%s", async (wrapped) => {
    const nested = (depth: number, start: string) =>
      `Leaf.create({ n: 1 }); Set.sequence(0, ${depth}).fold(${start}, (value, _) => ${wrapped})`;
    const before = (await db.query<number>("Leaf.all().count()")).data;
    expect(await ask(format, nested(450, "Time.epoch(0, 'day')"))).toEqual([200, undefined, ""]);
    expect(await ask(format, nested(1500, "1"))).toEqual([400, "stack_overflow", `error: ${OVERFLOW}`]);
    expect(await ask(format, nested(12_000, "1"))).toEqual([400, "stack_overflow", `error: ${OVERFLOW}`]);
    expect((await db.query("Leaf.all().count()")).data).toBe(before + 1);
  });

  it("in what is aborted with", async () => {
    const query = "abort(Set.sequence(0, 1500).fold(1, (value, _) => [value]))";
    expect(await ask(format, query)).toEqual([400, "stack_overflow", `error: ${OVERFLOW}`]);
    expect((await ask(format, "abort([1].toSet().map(n => n / 0))")).slice(0, 2)).toEqual([
      400,
      "divide_by_zero",
    ]);
  });
});

it("values within values fail alike where Coppice is embedded", async () => {
  const query = "Set.sequence(0, 1500).fold(1, (value, _) => [value])";
  const error = await db.query(query).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FqlError);
  expect(error).toMatchObject({ code: "stack_overflow" });
});
