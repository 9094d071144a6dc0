import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FqlError, fql, open } from "../../runtime/index.js";
import { lmdb } from "../../runtime/storage/lmdb/index.js";
import { scratch } from "../cli/commandLine.js";

test("a database in a directory is there when it is opened again", async () => {
  const directory = join(scratch(), "not", "yet", "there");
  const first = await open({ storage: lmdb(directory) });
  await first.schema.push({ "main.fsl": "collection Note { text: String; index byText { terms [.text] } }" });
  const { data: note } = await first.query<{ id: string }>(fql`Note.create({ text: "kept" })`);
  await expect(first.query(fql`Note.create({ text: "lost" }); abort(1)`)).rejects.toThrow(FqlError);
  await first.close();

  const second = await open({ storage: lmdb(directory) });
  expect(Object.keys(await second.schema.pull())).toEqual(["main.fsl"]);
  expect((await second.query(fql`Note.all().toArray().map(.text)`)).data).toEqual(["kept"]);
  expect((await second.query<unknown>(fql`Note.byText("kept").first()!`)).data).toMatchObject({
    id: note.id,
  });
  expect(() => second.prepare("() => 1")).toThrow("this store cannot run queries synchronously");
  expect(() => second.fork()).toThrow("this store cannot be forked");
  await second.close();
});

test("where each commit is waited for, queries are prepared", async () => {
  const db = await open({ storage: lmdb(join(scratch(), "data"), { synchronous: true }) });
  await db.schema.push({ "main.fsl": "collection Note { text: String }" });
  const create = db.prepare<string>("text => Note.create({ text: text }).id");
  const read = db.prepare<string>("id => Note.byId(id)!.text");
  expect(read.run(create.run("kept"))).toBe("kept");
  await db.close();
});

test("keys longer than LMDB takes are kept, in order", async () => {
  const db = await open({ storage: lmdb(join(scratch(), "data")) });
  await db.schema.push({
    "main.fsl": "collection Note { text: String; index sorted { values [.text] }; unique [.text] }",
  });
  const long = "a".repeat(3000);
  for (const tail of ["c", "a", "b"]) await db.query(fql`Note.create({ text: ${long + tail} })`);
  await expect(db.query(fql`Note.create({ text: ${`${long}a`} })`)).rejects.toThrow(
    "Failed unique constraint",
  );
  const { data } = await db.query<string[]>(fql`Note.sorted().toArray().map(.text.slice(3000))`);
  expect(data).toEqual(["a", "b", "c"]);
  await db.close();
});

test("what cannot hold a database is named, and ends no process", async () => {
  const file = join(scratch(), "file");
  writeFileSync(file, "");
  await expect(open({ storage: lmdb(file) })).rejects.toThrow(`no database can be kept in ${file}: `);

  const directory = scratch();
  mkdirSync(directory, { recursive: true });
  for (const content of ["no database", Buffer.alloc(20_000, 1)]) {
    writeFileSync(join(directory, "data.mdb"), content);
    await expect(open({ storage: lmdb(directory) })).rejects.toThrow(
      `no database can be kept in ${directory}: its data.mdb is damaged, or is no database`,
    );
  }
  writeFileSync(join(directory, "data.mdb"), "");
  const db = await open({ storage: lmdb(directory) });
  expect((await db.query(fql`1`)).data).toBe(1);
  await db.close();
});
