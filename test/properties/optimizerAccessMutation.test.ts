import { afterEach, test, vi } from "vitest";
import { assertSeen } from "./optimizer/assertFound.js";

/** Faults in what is chosen as plans run: the property must find each. */
const FAULTS = {
  nulls: "a negated range forgets nulls",
  negation: "a negation is lost",
  every: "every asks as any does",
  direction: "an index is read in the other direction",
  ties: "all entries of an index that is read backwards tie",
  both: "of two indexes the second leads nowhere",
  counted: "counting up to the first finds none",
} as const;

const present = vi.hoisted(() => ({ fault: undefined as keyof typeof FAULTS | undefined }));

vi.mock("../../runtime/operators/access/elementFields.js", async (original) => {
  const real = await original<typeof import("../../runtime/operators/access/elementFields.js")>();
  return {
    ...real,
    elementFields: (...args: Parameters<typeof real.elementFields>) => {
      const fields = real.elementFields(...args);
      if (present.fault !== "nulls") return fields;
      const kindsOf = (path: readonly string[]) => {
        const kinds = fields.kindsOf(path);
        return kinds && new Set([...kinds].filter((kind) => kind !== "Null"));
      };
      return { ...fields, kindsOf };
    },
  };
});

vi.mock("../../runtime/operators/access/negated.js", async (original) => {
  const real = await original<typeof import("../../runtime/operators/access/negated.js")>();
  return {
    ...real,
    negated: (...args: Parameters<typeof real.negated>) =>
      present.fault === "negation" ? args[0] : real.negated(...args),
  };
});

vi.mock("../../runtime/operators/anyWhere.js", async (original) => {
  const real = await original<typeof import("../../runtime/operators/anyWhere.js")>();
  return {
    ...real,
    anyWhereNot: (...args: Parameters<typeof real.anyWhereNot>) =>
      present.fault === "every" ? real.anyWhere(...args) : real.anyWhereNot(...args),
  };
});

vi.mock("../../runtime/operators/access/orderedAccess.js", async (original) => {
  const real = await original<typeof import("../../runtime/operators/access/orderedAccess.js")>();
  return {
    ...real,
    orderedAccess: (...args: Parameters<typeof real.orderedAccess>) => {
      const found = real.orderedAccess(...args);
      if (found === undefined) return undefined;
      if (present.fault === "direction") return { ...found, reverse: !found.reverse };
      return present.fault === "ties" && found.reverse ? { ...found, keyLength: 0 } : found;
    },
  };
});

vi.mock("../../runtime/operators/access/choose.js", async (original) => {
  const real = await original<typeof import("../../runtime/operators/access/choose.js")>();
  return {
    ...real,
    chooseAccess: (...args: Parameters<typeof real.chooseAccess>) => {
      const chosen = real.chooseAccess(...args);
      if (present.fault !== "both" || chosen?.path.also === undefined) return chosen;
      return { ...chosen, path: { ...chosen.path, also: { ...chosen.path.also, accesses: [] } } };
    },
  };
});

vi.mock("../../runtime/operators/count.js", async (original) => {
  const real = await original<typeof import("../../runtime/operators/count.js")>();
  return {
    ...real,
    matchCounter: (...args: Parameters<typeof real.matchCounter>) => {
      const count = real.matchCounter(...args);
      return (...asked: Parameters<typeof count>) => {
        const known = count(...asked);
        return present.fault === "counted" && asked[2] === 1 && known !== undefined ? 0 : known;
      };
    },
  };
});

afterEach(() => {
  present.fault = undefined;
});

test.each(Object.entries(FAULTS).map(([fault, description]) => [description, fault] as const))(
  "found: %s",
  { timeout: 240_000 },
  async (_description, fault) => {
    present.fault = fault as keyof typeof FAULTS;
    await assertSeen();
  },
);
