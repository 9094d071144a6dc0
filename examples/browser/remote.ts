import { Client, type EventSource, fql, type QueryValue } from "fauna";
import { element, startConsole } from "./console.js";

/** A page that asks a server of another origin through the official driver, and follows its notes as they change. */
const endpoint = new URLSearchParams(location.search).get("server") ?? "http://localhost:8443";
const client = new Client({ secret: "secret", endpoint: new URL(endpoint) });

type Note = { id: string; text: string };

await client.query(fql`
  if (!Collection.byName("Note").exists()) Collection.create({ name: "Note", fields: { text: { signature: "String" } } })`);
const { data } = await client.query<{ notes: Note[]; changes: EventSource }>(fql`
  let notes = Note.all()
  { notes: notes.toArray() { id, text }, changes: notes.map(n => { id: n.id, text: n.text }).eventSource() }`);
for (const note of data.notes) show(note);
follow(data.changes).catch((error) => {
  element("notes").textContent = `The stream has ended. ${error}`;
});
startConsole(async (query) => (await client.query<QueryValue>(fql([query] as never))).data);

async function follow(changes: EventSource): Promise<void> {
  for await (const event of client.stream<Note>(changes)) {
    if (event.type === "remove") element(`note-${event.data.id}`).remove();
    else if (event.type !== "status") show(event.data);
  }
}

function show({ id, text }: Note): void {
  const known = document.getElementById(`note-${id}`);
  const item = known ?? element("notes").appendChild(document.createElement("li"));
  item.id = `note-${id}`;
  item.textContent = text;
}
