import fc from "fast-check";
import { expect, test } from "vitest";
import { FqlError, open } from "../../runtime/index.js";

/** Unique constraints hold whatever transactions do between each other's queries. spec/06 §8.2, §12 */

const query = fc.oneof(
  fc
    .tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }))
    .map(([u, tag]) => `U.create({ u: ${u}, tags: [${tag}, ${tag + 1}] })`),
  fc
    .tuple(fc.nat({ max: 5 }), fc.nat({ max: 3 }))
    .map(([n, u]) => `U.all().drop(${n}).first()?.update({ u: ${u} })`),
  fc
    .tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }))
    .map(([n, tag]) => `U.all().drop(${n}).first()?.update({ tags: [${tag}] })`),
  fc.nat({ max: 5 }).map((n) => `U.all().drop(${n}).first()?.delete()`),
  fc.constant("U.all().forEach(d => d.update({ u: d.u }))"),
);

const transactions = fc.array(fc.array(query, { minLength: 1, maxLength: 3 }), {
  minLength: 2,
  maxLength: 5,
});

test("unique constraints hold under random interleaved transactions", async () => {
  await fc.assert(
    fc.asyncProperty(transactions, async (all) => {
      const db = await open({ seed: 2 });
      await db.schema.push({
        "main.fsl":
          "collection U { u: Int; tags: Array<Int>; unique [.u]; unique [mva(.tags)]; index byU { terms [.u] } }",
      });
      const outcomes = await Promise.allSettled(
        all.map((queries) =>
          db.transaction(async (transaction) => {
            for (const each of queries) await transaction.query(`${each}; null`, { typecheck: false });
          }),
        ),
      );
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") {
          expect(outcome.reason).toBeInstanceOf(FqlError);
          expect(["constraint_failure", "contended_transaction"]).toContain(
            (outcome.reason as FqlError).code,
          );
        }
      }
      const { data } = await db.query<
        readonly { readonly u: number; readonly tags: readonly number[]; readonly found: number }[]
      >("U.all().map(d => { u: d.u, tags: d.tags, found: U.byU(d.u).count() }).toArray()");
      expect(new Set(data.map(({ u }) => u)).size).toBe(data.length);
      const tags = data.flatMap((each) => each.tags);
      expect(new Set(tags).size).toBe(tags.length);
      expect(data.map(({ found }) => found)).toEqual(data.map(() => 1));
      await db.close();
    }),
    { numRuns: 100 },
  );
}, 60_000);
