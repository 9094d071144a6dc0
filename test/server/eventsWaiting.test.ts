import { expect, it } from "vitest";
import { open } from "../../runtime/index.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";

/** Streams and feeds over a store that answers every read later. spec/08 §9, §10 */
async function openWaiting() {
  const storage = await EncodedStorage.open(new OrderedByteStore(), { clock: () => Date.now() * 1000 });
  const db = await open({ storage: () => storage, typecheck: false });
  await db.schema.push({
    "main.fsl": "collection Author { name: String }\ncollection Book { title: String; author: Ref<Author> }",
  });
  await db.query('Author.create({ id: 1, name: "Jane" })');
  const { data: token } = await db.query<{ token: string }>(
    "Book.where(.title != 'no').map(b => { title: b.title, author: b.author.name }).eventSource()",
  );
  const post = (path: string, body: object) =>
    db.fetch(
      new Request(`http://localhost${path}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { authorization: "Bearer secret" },
      }),
    );
  return { db, token: token.token, post };
}

const CREATE = "Book.create({ title: title, author: Author(1) })";

it("a stream and a feed tell of what happens, references looked up", async () => {
  const { db, token, post } = await openWaiting();
  const response = await post("/stream/1", { token });
  const reader = response.body!.getReader();
  let text = "";
  const eventsTold = async (count: number) => {
    while (text.split("\r\n").length <= count) text += new TextDecoder().decode((await reader.read()).value);
    return text
      .trim()
      .split("\r\n")
      .map((line) => JSON.parse(line) as { type: string; data?: unknown });
  };
  expect((await eventsTold(1))[0]).toMatchObject({ type: "status" });
  for (const title of ["Emma", "no", "Persuasion"]) await db.query(CREATE, { arguments: { title } });
  await db.query("Book.all().first()!.update({ title: 'no' })");
  const expected = [
    { type: "add", data: { title: "Emma", author: "Jane" } },
    { type: "add", data: { title: "Persuasion", author: "Jane" } },
    { type: "remove", data: { title: "Emma", author: "Jane" } },
  ];
  expect((await eventsTold(4)).slice(1)).toMatchObject(expected);
  await reader.cancel();
  const feed = (await (await post("/feed/1", { token })).json()) as Record<string, unknown>;
  expect(feed).toMatchObject({ events: expected, has_next: false });
  await db.close();
});
