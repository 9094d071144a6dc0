import fc from "fast-check";
import { expect, test } from "vitest";
import { type Database, FqlError, open } from "../../runtime/index.js";

/**
 * Schema changes, writes and reads of the present and the past, against a list of versions and full scans. Versions in
 * the past are read in the present shape, so the model migrates them too. spec/06 §9.4, §13, spec/06b §2, §6, spec/02 §7.5
 */

type Data = { readonly [field: string]: number };
type Documents = ReadonlyMap<number, Data>;

interface Field {
  readonly name: string;
  readonly default: number | undefined;
}

interface Index {
  readonly name: string;
  readonly term: string | undefined;
  readonly value: string;
  readonly descending: boolean;
}

interface Model {
  readonly collection: string;
  readonly fields: readonly Field[];
  readonly indexes: readonly Index[];
  /** Fields that are unique, each by itself. */
  readonly uniques: readonly string[];
  readonly documents: Documents;
  readonly past: readonly (readonly [time: string, documents: Documents])[];
}

/** A choice among what there is: taken modulo its number. */
type Choice = number;

type Step =
  | { readonly kind: "write"; readonly writes: readonly Write[] }
  | { readonly kind: "addField"; readonly default: number | undefined }
  | { readonly kind: "dropField" | "moveField" | "dropIndex" | "unique"; readonly choice: Choice }
  | {
      readonly kind: "addIndex";
      readonly term: Choice | undefined;
      readonly value: Choice;
      readonly descending: boolean;
    }
  | { readonly kind: "rename" | "recreate" };

interface Write {
  readonly kind: "create" | "update" | "replace" | "delete";
  readonly id: number;
  /** By the field's place; null removes. */
  readonly values: readonly (readonly [Choice, number | null])[];
}

const choice = fc.nat({ max: 11 });
const defaultValue = fc.option(fc.nat({ max: 3 }), { nil: undefined });
const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom("create", "create", "update", "replace", "delete"),
  id: fc.nat({ max: 4 }),
  values: fc.array(fc.tuple(choice, fc.option(fc.nat({ max: 3 }), { freq: 6, nil: null })), { maxLength: 3 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      writes: fc.array(write, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("addField" as const), default: defaultValue }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "dropField" as const,
        "moveField" as const,
        "dropIndex" as const,
        "unique" as const,
      ),
      choice,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("addIndex" as const),
      term: fc.option(choice, { nil: undefined }),
      value: choice,
      descending: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("rename" as const, "recreate" as const) }) },
);

/** Applies random steps to a database and to the model of it. */
class World {
  private names = 0;
  private model: Model = {
    collection: "C",
    fields: [
      { name: "a", default: undefined },
      { name: "b", default: 1 },
    ],
    indexes: [],
    uniques: [],
    documents: new Map(),
    past: [],
  };

  private constructor(private readonly db: Database) {}

  static async open(): Promise<World> {
    const world = new World(await open({ seed: 1 }));
    await world.push([]);
    return world;
  }

  async take(next: Step): Promise<void> {
    switch (next.kind) {
      case "write":
        await this.write(next.writes);
        break;
      case "addField":
        await this.addField(next.default);
        break;
      case "dropField":
        await this.dropField(chosen(this.model.fields, next.choice));
        break;
      case "moveField":
        await this.moveField(chosen(this.model.fields, next.choice));
        break;
      case "addIndex":
        await this.addIndex(next.term, next.value, next.descending);
        break;
      case "dropIndex": {
        const dropped = chosen(this.model.indexes, next.choice);
        this.change({ indexes: this.model.indexes.filter((each) => each !== dropped) });
        await this.push([]);
        break;
      }
      case "unique":
        await this.toggleUnique(chosen(this.model.fields, next.choice));
        break;
      case "rename":
        await this.rename();
        break;
      case "recreate":
        await this.recreate();
    }
    const time = await this.ask("Time.now().toString()");
    this.change({ past: [...this.model.past, [time as string, this.model.documents] as const].slice(-6) });
  }

  /** The present and every remembered time. */
  async compare(): Promise<void> {
    await this.compareAt(this.model.documents, (query) => query);
    for (const [time, documents] of this.model.past) {
      await this.compareAt(documents, (query) => `at (Time("${time}")) { ${query} }`);
    }
  }

  close(): Promise<void> {
    return this.db.close();
  }

  private change(changes: Partial<Model>): void {
    this.model = { ...this.model, ...changes };
  }

  private async ask(query: string): Promise<unknown> {
    return (await this.db.query(query, { typecheck: false })).data;
  }

  private async push(migrations: readonly string[]): Promise<void> {
    await this.db.schema.push({ "main.fsl": schemaText(this.model, migrations) });
  }

  private freshName(prefix: string): string {
    this.names += 1;
    return `${prefix}${this.names}`;
  }

  private async write(writes: readonly Write[]): Promise<void> {
    const after = writes.reduce<Documents | undefined>(
      (documents, each) => documents && applied(this.model, documents, each),
      this.model.documents,
    );
    const text = writes.map((each) => writeText(this.model, each)).join("; ");
    const failed = await this.ask(`${text}; null`).then(
      () => false,
      (error: unknown) => {
        if (error instanceof FqlError) return true;
        throw error;
      },
    );
    expect([text, failed]).toEqual([text, after === undefined]);
    if (after !== undefined) this.change({ documents: after });
  }

  private async addField(fieldDefault: number | undefined): Promise<void> {
    const name = this.freshName("f");
    this.change({ fields: [...this.model.fields, { name, default: fieldDefault }] });
    if (fieldDefault !== undefined) this.migrate((data) => ({ ...data, [name]: fieldDefault }));
    await this.push([`add .${name}`]);
  }

  private async dropField(field: Field | undefined): Promise<void> {
    if (field === undefined || this.model.fields.length === 1) return;
    this.change({
      fields: this.model.fields.filter((each) => each !== field),
      indexes: this.model.indexes.filter(({ term, value }) => term !== field.name && value !== field.name),
      uniques: this.model.uniques.filter((each) => each !== field.name),
    });
    this.migrate((data) => renamed(data, (name) => (name === field.name ? undefined : name)));
    await this.push([`drop .${field.name}`]);
  }

  private async moveField(field: Field | undefined): Promise<void> {
    if (field === undefined) return;
    const name = this.freshName("f");
    const move = (each: string) => (each === field.name ? name : each);
    this.change({
      fields: this.model.fields.map((each) => ({ ...each, name: move(each.name) })),
      indexes: this.model.indexes.map((each) => ({
        ...each,
        term: each.term && move(each.term),
        value: move(each.value),
      })),
      uniques: this.model.uniques.map(move),
    });
    this.migrate((data) => renamed(data, move));
    await this.push([`move .${field.name} -> .${name}`]);
  }

  private async addIndex(term: Choice | undefined, value: Choice, descending: boolean): Promise<void> {
    const index: Index = {
      name: this.freshName("by"),
      term: term === undefined ? undefined : chosen(this.model.fields, term)!.name,
      value: chosen(this.model.fields, value)!.name,
      descending,
    };
    this.change({ indexes: [...this.model.indexes, index] });
    await this.push([]);
  }

  private async toggleUnique(field: Field | undefined): Promise<void> {
    const { name } = field!;
    const { uniques } = this.model;
    this.change({
      uniques: uniques.includes(name) ? uniques.filter((each) => each !== name) : [...uniques, name],
    });
    await this.push([]);
  }

  private async rename(): Promise<void> {
    const name = this.freshName("C");
    await this.ask(`${this.model.collection}.definition.update({ name: "${name}" }); null`);
    this.change({ collection: name });
  }

  /** Another collection of the same name has none of the documents, in the past neither. */
  private async recreate(): Promise<void> {
    await this.ask(`${this.model.collection}.definition.delete(); null`);
    this.change({ documents: new Map(), past: this.model.past.map(([time]) => [time, new Map()]) });
    await this.push([]);
  }

  private migrate(migration: (data: Data) => Data): void {
    const all = (documents: Documents): Documents =>
      new Map([...documents].map(([id, data]) => [id, migration(data)]));
    this.change({
      documents: all(this.model.documents),
      past: this.model.past.map(([time, documents]) => [time, all(documents)]),
    });
  }

  private async compareAt(documents: Documents, wrap: (query: string) => string): Promise<void> {
    const { collection, indexes } = this.model;
    const ids = [...documents.keys()].sort((a, b) => a - b);
    expect(await this.ask(wrap(`${collection}.all().map(d => [d.id, d.data]).toArray()`))).toEqual(
      ids.map((id) => [String(id), documents.get(id)]),
    );
    for (const index of indexes) {
      for (const term of index.term === undefined ? [undefined] : [0, 1, 2, 3]) {
        const query = `${collection}.${index.name}(${term ?? ""}).map(.id).toArray()`;
        expect([index, await this.ask(wrap(query))]).toEqual([index, listed(documents, index, term)]);
      }
    }
  }
}

function chosen<T>(items: readonly T[], index: Choice): T | undefined {
  return items[index % items.length];
}

function renamed(data: Data, nameOf: (name: string) => string | undefined): Data {
  const fields = Object.entries(data).flatMap(([name, value]) => {
    const next = nameOf(name);
    return next === undefined ? [] : [[next, value] as const];
  });
  return Object.fromEntries(fields);
}

function given({ fields }: Model, { values }: Write): { readonly [field: string]: number | null } {
  return Object.fromEntries(values.map(([place, value]) => [chosen(fields, place)!.name, value]));
}

/** The documents after a write; undefined if it fails. */
function applied(model: Model, documents: Documents, each: Write): Documents | undefined {
  const old = documents.get(each.id);
  if ((each.kind === "create") !== (old === undefined)) return undefined;
  const next = new Map(documents);
  if (each.kind === "delete") {
    next.delete(each.id);
    return next;
  }
  const values = given(model, each);
  const defaults = Object.fromEntries(model.fields.map((field) => [field.name, field.default]));
  const all = each.kind === "update" ? { ...old, ...values } : { ...defaults, ...values };
  const after = Object.fromEntries(
    Object.entries(all).filter((field): field is [string, number] => typeof field[1] === "number"),
  );
  const isTaken = (field: string) =>
    after[field] !== undefined &&
    after[field] !== old?.[field] &&
    [...documents].some(([id, data]) => id !== each.id && data[field] === after[field]);
  if (model.uniques.some(isTaken)) return undefined;
  next.set(each.id, after);
  return next;
}

function writeText(model: Model, each: Write): string {
  const fields = JSON.stringify(given(model, each));
  const document = `${model.collection}(${each.id})`;
  switch (each.kind) {
    case "create":
      return `${model.collection}.create(Object.assign({ id: ${each.id} }, ${fields}))`;
    case "delete":
      return `${document}.delete()`;
    default:
      return `${document}.${each.kind}(${fields})`;
  }
}

function listed(documents: Documents, { term, value, descending }: Index, wanted: number | undefined) {
  const sign = descending ? -1 : 1;
  const key = (data: Data) => data[value] ?? Number.POSITIVE_INFINITY;
  const order = (a: Data, b: Data) => (key(a) === key(b) ? 0 : key(a) < key(b) ? -sign : sign);
  return [...documents]
    .filter(([, data]) => term === undefined || data[term] === wanted)
    .sort(([id, one], [otherId, other]) => order(one, other) || id - otherId)
    .map(([id]) => String(id));
}

function schemaText(model: Model, migrations: readonly string[]): string {
  const lines = [
    ...model.fields.map(({ name, default: value }) =>
      value === undefined ? `${name}: Int?` : `${name}: Int? = ${value}`,
    ),
    ...model.indexes.map(
      ({ name, term, value, descending }) =>
        `index ${name} { ${term === undefined ? "" : `terms [.${term}]; `}values [${descending ? `desc(.${value})` : `.${value}`}] }`,
    ),
    ...model.uniques.map((field) => `unique [.${field}]`),
    ...(migrations.length === 0 ? [] : [`migrations { ${migrations.join("; ")} }`]),
  ];
  return `collection ${model.collection} {\n  ${lines.join("\n  ")}\n}`;
}

test("random schema changes and writes give what a naive model says, now and in the past", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const world = await World.open();
      for (const each of steps) {
        await world.take(each);
        await world.compare();
      }
      await world.close();
    }),
    { numRuns: 60 },
  );
}, 60_000);
