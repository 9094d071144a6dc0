import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseQuery, parseSchema } from "../../grammar/index.js";
import type { Surroundings } from "../../runtime/index.js";
import type { EncodedStorage } from "../../runtime/storage/index.js";
import { bundleLibrary } from "../../scripts/bundleLibrary.mjs";
import { parseCaseFile } from "../runner/caseFile.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";

const ROOT = join(import.meta.dirname, "..", "..");
// Outside the project, where no dependencies are found: it has none.
const directory = mkdtempSync(join(tmpdir(), "coppice-library-"));

beforeAll(() => bundleLibrary(directory));
afterAll(() => rmSync(directory, { recursive: true }));

/** A module of the package as programs that depend on it import it. */
function imported(name: string): Promise<Record<string, CallableFunction>> {
  const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    exports: Record<string, { default: string }>;
  };
  const path = exports[name]!.default.replace("./dist", directory);
  return import(pathToFileURL(path).href);
}

test("the package's modules work together as they are published", async () => {
  const [coppice, server, storage, compiler, grammar] = await Promise.all(
    [".", "./server", "./storage", "./compiler", "./grammar"].map(imported),
  );
  const db = await coppice!.open!();
  const { data } = await db.query(coppice!.fql!`${[1, 2]}.map(n => n + ${1})`);
  expect(data).toEqual([2, 3]);
  const served = await server!.serve!(db, { port: 0 });
  await served.close();
  await db.close();
  const stored = await coppice!.open!({
    storage: (clock: unknown) =>
      (storage!.EncodedStorage as unknown as typeof EncodedStorage).open(
        new OrderedByteStore(),
        clock as Surroundings,
      ),
  });
  expect((await stored.query("Collection.all().count()")).data).toBe(0);
  await stored.close();
  expect(grammar!.parseQuery!("1 + 1").ok).toBe(true);
  expect(compiler!.check).toBeTypeOf("function");
});

/** The parsers are published with parts of theirs replaced. */
test("the published parsers make of every golden query and schema what those of the project make", async () => {
  const published = (await imported("./grammar")) as unknown as {
    parseQuery: typeof parseQuery;
    parseSchema: typeof parseSchema;
  };
  const directory = join(ROOT, "test", "cases");
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".case"),
  );
  const read = files.map((file) => parseCaseFile(readFileSync(join(directory, file), "utf8")));
  for (const text of read.flatMap(({ data, cases }) => [...data, ...cases.map(({ query }) => query)])) {
    expect(published.parseQuery(text)).toEqual(parseQuery(text));
  }
  for (const { schema = "" } of read) {
    expect(published.parseSchema(schema, "a.fsl")).toEqual(parseSchema(schema, "a.fsl"));
  }
});
