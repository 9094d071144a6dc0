import { AbortError, Client, ConstraintFailureError, DateStub, fql, type QueryValue } from "fauna";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Serving, servingSchema } from "../cli/commandLine.js";

/** Hotels: typed functions that call one another, dates, tuples, checks, and guests who want the same room at once. */

let server: Serving;
let client: Client;
let room: string;

beforeAll(async () => {
  server = await servingSchema("test/clients/schemas/booking");
  client = new Client({ endpoint: new URL(server.url), secret: "secret" });
  room = await ask<string>(fql`
    let ritz = Hotel.create({
      name: "Ritz", city: "Paris", stars: 5, amenities: ["wifi", "pool"], location: [48.86, 2.33]
    })
    let ibis = Hotel.create({ name: "Ibis", city: "Paris", stars: 2 })
    Set.sequence(0, 5).forEach(i => Room.create({ hotel: ritz, number: (100 + i).toString(), price: 100 * (i + 1) }))
    Room.create({ hotel: ibis, number: "1", price: 50, capacity: 1 })
    ritz.rooms.first()!.id`);
}, 60_000);

afterAll(async () => {
  client.close();
  await server.stop();
});

async function ask<T extends QueryValue>(query: ReturnType<typeof fql>): Promise<T> {
  return (await client.query<T>(query)).data;
}

const day = (text: string) => DateStub.from(text);
const guest = (name: string) => ({ name, email: `${name}@example.com` });

describe("the example hotels", () => {
  test("computed fields go through sets of other collections", async () => {
    const { data } = await ask<{ data: QueryValue[] }>(fql`
      Hotel.byCity("Paris") { name, stars, cheapest, avgRating, n: .rooms.count() }`);
    expect(data).toEqual([
      { name: "Ritz", stars: 5, cheapest: 100, avgRating: 0, n: 5 },
      { name: "Ibis", stars: 2, cheapest: 50, avgRating: 0, n: 1 },
    ]);
  });

  test("a room is held, then confirmed", async () => {
    const held = await ask<{ id: string }>(fql`
      reserve(${room}, ${guest("ann")}, ${day("2030-01-01")}, ${day("2030-01-05")}) { id, nights, total, status }`);
    expect(held).toMatchObject({ nights: 4, total: 400, status: "held" });
    expect(await ask(fql`confirm(${held.id}) { status, ttl }`)).toEqual({ status: "confirmed", ttl: null });
    await expect(ask(fql`confirm(${held.id})`)).rejects.toMatchObject({
      abort: "Cannot confirm a confirmed reservation",
    });
    const { data } = await ask<{ data: QueryValue[] }>(fql`
      Reservation.byEmail("ann@example.com") { guest { name, phone }, room { number, hotel { name } } }`);
    expect(data).toEqual([
      { guest: { name: "ann", phone: null }, room: { number: "100", hotel: { name: "Ritz" } } },
    ]);
  });

  test("what cannot be is refused: by checks, by functions, by types", async () => {
    const backwards = ask(fql`reserve(${room}, ${guest("bob")}, Date("2030-02-04"), Date("2030-02-04"))`);
    await expect(backwards).rejects.toBeInstanceOf(ConstraintFailureError);
    await expect(backwards).rejects.toMatchObject({
      constraint_failures: [{ paths: [], message: "Document failed check constraint `validDates`" }],
    });
    await expect(ask(fql`Hotel.create({ name: "x", city: "y", stars: 6 })`)).rejects.toMatchObject({
      code: "invalid_query",
    });
    await expect(
      ask(fql`reserve(${room}, { name: "x", email: "y", phone: 5 }, Date("2030-02-04"), Date("2030-02-05"))`),
    ).rejects.toMatchObject({ code: "invalid_query" });
  });

  test("of twenty guests who want one room at once, one gets it", async () => {
    const wishes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        ask(fql`reserve(${room}, ${guest(`guest${i}`)}, ${day("2030-05-01")}, ${day("2030-05-03")}).status`),
      ),
    );
    const refused = wishes.filter((wish) => wish.status === "rejected");
    expect(refused).toHaveLength(19);
    for (const { reason } of refused) {
      expect(reason).toBeInstanceOf(AbortError);
      expect(reason).toMatchObject({ abort: "Not available" });
    }
    const free = await client.query(
      fql`available("Paris", Date("2030-05-01"), Date("2030-05-02")).map(.number)`,
    );
    expect(free).toMatchObject({ data: ["101", "102", "103", "104", "1"], static_type: "Array<String>" });
    expect(await ask(fql`occupancy(Hotel.byCity("Paris").first()!, Date("2030-05-01"))`)).toBe(20);
  });
});
