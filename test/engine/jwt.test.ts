import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, open, seededSurroundings } from "../../runtime/index.js";
import {
  type Issuer,
  jwt,
  keySet,
  type SigningKey,
  signingKey,
  startIssuer,
  trustingFetch,
} from "../support/issuer.js";

/** The database `app` trusts an issuer, which is a real HTTPS server. spec/07 §8 */

const ISSUER = "https://issuer.example/";
const APP = "secret:app:admin";
const HOUR = 3_600_000_000;

let key: SigningKey;
let otherKey: SigningKey;
let issuer: Issuer;
let db: Database;
let now: number;
let faults: unknown[];
let audience: string;

beforeAll(async () => {
  key = signingKey("k1");
  otherKey = signingKey("k2");
});
beforeEach(async () => {
  issuer = await startIssuer(key);
  faults = [];
  now = Date.UTC(2026, 0, 1) * 1000;
  db = await open({
    surroundings: { ...seededSurroundings(1), clock: () => now, fetch: trustingFetch },
    onFault: (fault) => faults.push(fault),
  });
  await ask("secret", 'Database.create({ name: "app" })');
  const id = (await ask("secret", 'Database.byName("app")!.global_id')).data;
  audience = `https://db.fauna.com/db/${id}`;
  await ask(APP, 'Collection.create({ name: "Shelf" }); Collection.create({ name: "Box" })');
  await ask(APP, "Shelf.create({ id: 1, n: 1 }); Box.create({ id: 1 })");
  await ask(
    APP,
    `Role.create({ name: "reader", privileges: { resource: "Shelf", actions: { read: true } } })
     Role.create({ name: "boss", privileges: { resource: "Box", actions: { read: true } } })`,
  );
  await provide('["reader", { role: "boss", predicate: "jwt => jwt.grp == \'b\'" }]');
  return async () => {
    await db.close();
    await issuer.stop();
  };
});

interface Answer {
  readonly status: number;
  readonly data: unknown;
}

async function ask(secret: string, query: string): Promise<Answer> {
  const response = await db.fetch(
    new Request("http://localhost/query/1", {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "x-format": "simple" },
      body: JSON.stringify({ query }),
    }),
  );
  const body = (await response.json()) as { data: unknown; error?: { code: string; message: string } };
  return { status: response.status, data: body.error ? body.error.message : body.data };
}

async function provide(roles: string): Promise<void> {
  const given = `{ name: "idp", issuer: "${ISSUER}", jwks_uri: "${issuer.url}?version=1", roles: ${roles} }`;
  const { status, data } = await ask(
    APP,
    `AccessProvider.byName("idp")?.delete(); AccessProvider.create(${given})`,
  );
  expect([status, data]).toEqual([200, expect.anything()]);
}

function claims(more: object = {}): object {
  return { iss: ISSUER, aud: audience, ...more };
}

const READS = "[Shelf.all().count(), Box.all().count()]";
const REFUSED = { status: 401, data: "Access token required" };

describe("a JWT", () => {
  test("has the roles that its access provider grants, and no identity", async () => {
    const token = jwt(claims({ sub: "alice", grp: "b", n: 1.5 }), key);
    expect(await ask(token, READS)).toEqual({ status: 200, data: [1, 1] });
    expect(await ask(token, "Query.token()")).toEqual({
      status: 200,
      data: { iss: ISSUER, aud: audience, sub: "alice", grp: "b", n: 1.5 },
    });
    expect(await ask(token, "Query.identity()")).toEqual({ status: 200, data: null });
    expect(await ask(jwt(claims({ grp: "a" }), key), READS)).toEqual({ status: 200, data: [1, 0] });
  });

  test("is refused where no role is granted", async () => {
    await provide('[{ role: "boss", predicate: "jwt => jwt.grp == \'b\'" }]');
    expect(await ask(jwt(claims({ grp: "b" }), key), READS)).toEqual({ status: 200, data: [0, 1] });
    expect(await ask(jwt(claims({ grp: "a" }), key), READS)).toEqual(REFUSED);
    await provide('{ role: "boss", predicate: "jwt => Query.token()!.grp" }');
    expect(await ask(jwt(claims({ grp: "b" }), key), READS)).toEqual(REFUSED);
    expect(await ask(jwt(claims({ grp: true }), key), READS)).toEqual({ status: 200, data: [0, 1] });
    await provide("null");
    expect(await ask(jwt(claims(), key), READS)).toEqual(REFUSED);
    await ask(APP, 'AccessProvider.byName("idp")!.delete()');
    expect(await ask(jwt(claims(), key), READS)).toEqual(REFUSED);
  });

  test.each([["RS256"], ["RS384"], ["RS512"]])("is signed by %s", async (alg) => {
    expect(await ask(jwt(claims(), key, { alg }), READS)).toMatchObject({ status: 200 });
  });

  test("is refused where its signature is not that of the issuer's key and its own algorithm", async () => {
    const good = jwt(claims(), key);
    const [header, payload, signature] = good.split(".");
    const forged = Buffer.from(JSON.stringify(claims({ grp: "b" }))).toString("base64url");
    const renamed = (alg: unknown) =>
      Buffer.from(JSON.stringify({ alg, typ: "JWT", kid: "k1" })).toString("base64url");
    for (const token of [
      `${header}.${forged}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${good}.x`,
      `${good}:admin`,
      `${header}.${payload}.${"A".repeat(signature!.length)}`,
      jwt(claims(), { ...otherKey, id: "k1" }),
      ...["RS512", "HS256", "none", "PS256", undefined, 1].map(
        (alg) => `${renamed(alg)}.${payload}.${signature}`,
      ),
    ]) {
      expect(await ask(token, "1")).toEqual(REFUSED);
    }
    expect(await ask(`${header}.${payload}.${signature}==`, "1")).toMatchObject({ status: 200 });
  });

  test.each([
    ["expires now", { exp: 0 }, 401],
    ["expires later", { exp: 1 }, 200],
    ["has an expiry that is no integer", { exp: 0.5, nbf: "later" }, 200],
    ["is not valid before now", { nbf: 0 }, 401],
    ["was valid before", { nbf: -1 }, 200],
    ["was issued later", { iat: 1e6 }, 200],
  ])("that %s", async (_name, times, status) => {
    const shifted = Object.entries(times).map(([name, value]) => [
      name,
      Number.isInteger(value) ? now / 1e6 + (value as number) : value,
    ]);
    expect((await ask(jwt(claims(Object.fromEntries(shifted)), key), "1")).status).toBe(status);
  });

  test("is for exactly one database, which is not the root", async () => {
    const root = "https://db.fauna.com/db/yyyyyyyyyyyyy";
    const other = "https://example.com/";
    const answers = [];
    for (const aud of [
      [other, audience],
      [audience.slice(0, 24) + audience.slice(24).toUpperCase()],
      [audience, root],
      [audience, audience],
      root,
      other,
      [],
      undefined,
      7,
      null,
      `${audience}/`,
    ]) {
      answers.push((await ask(jwt({ iss: ISSUER, aud }, key), "1")).status);
    }
    expect(answers).toEqual([200, 200, ...Array<number>(9).fill(401)]);
  });

  test("is refused where its issuer is not known to the letter, or is the database", async () => {
    for (const iss of [ISSUER.slice(0, -1), undefined, 1, audience]) {
      expect(await ask(jwt({ aud: audience, iss }, key), "1")).toEqual(REFUSED);
    }
    await ask(APP, `AccessProvider.byName("idp")!.update({ issuer: "${audience}" })`);
    expect(await ask(jwt({ aud: audience, iss: audience }, key), "1")).toEqual(REFUSED);
  });

  test("of a database that is gone or disabled is refused", async () => {
    const token = jwt(claims(), key);
    expect((await ask(token, "1")).status).toBe(200);
    await ask("secret", 'Database.byName("app")!.delete()');
    expect(await ask(token, "1")).toEqual(REFUSED);
  });

  test.each([
    ["eyJ.eyJ.x"],
    ["ey.."],
    ["ey.a.b"],
    ["eyJhbGciOiJSUzI1NiJ9.W10.AAAA"],
    ["eyJhbGciOiJSUzI1NiJ9.!.AAAA"],
  ])("that cannot be read is refused: %s", async (token) => {
    expect(await ask(token, "1")).toEqual(REFUSED);
  });
});

describe("the key set of an issuer", () => {
  test("is asked for once, without the query of its address", async () => {
    await Promise.all([1, 2, 3].map(() => ask(jwt(claims(), key), "1")));
    await ask(jwt(claims(), key), "1");
    expect(issuer.requests).toMatchObject([{ path: "/keys", headers: { accept: "application/json" } }]);
  });

  test("of one key needs no id, of several it does", async () => {
    const nameless = { ...key, id: undefined };
    expect((await ask(jwt(claims(), nameless), "1")).status).toBe(200);
    issuer.answer = { status: 200, body: keySet(otherKey, key) };
    now += 500_000;
    expect((await ask(jwt(claims(), otherKey), "1")).status).toBe(200);
    expect((await ask(jwt(claims(), nameless), "1")).status).toBe(401);
    expect((await ask(jwt(claims(), key), "1")).status).toBe(200);
  });

  test("is asked for again for a key that is not there, twice a second at most", async () => {
    expect((await ask(jwt(claims(), key), "1")).status).toBe(200);
    issuer.answer = { status: 200, body: keySet(otherKey) };
    expect(await ask(jwt(claims(), otherKey), "1")).toEqual(REFUSED);
    now += 499_000;
    expect(await ask(jwt(claims(), otherKey), "1")).toEqual(REFUSED);
    expect(issuer.requests).toHaveLength(1);
    now += 1_000;
    expect((await ask(jwt(claims(), otherKey), "1")).status).toBe(200);
    expect(await ask(jwt(claims(), key), "1")).toEqual(REFUSED);
    expect(issuer.requests).toHaveLength(2);
  });

  test("is refreshed after an hour while the old one serves, and forgotten after an hour without use", async () => {
    issuer.answer = { status: 200, body: keySet(key), etag: '"1"' };
    const token = jwt(claims(), key);
    await ask(token, "1");
    now += HOUR / 2;
    await ask(token, "1");
    now += HOUR / 2 + 1;
    expect((await ask(token, "1")).status).toBe(200);
    await expect
      .poll(() => issuer.requests.map(({ headers }) => headers["if-none-match"]))
      .toEqual([undefined, '"1"']);
    now += HOUR + 1;
    expect((await ask(token, "1")).status).toBe(200);
    expect(issuer.requests.map(({ headers }) => headers["if-none-match"])).toEqual([
      undefined,
      '"1"',
      undefined,
    ]);
  });

  test.each([
    ["is not there", 404, "{}"],
    ["lies elsewhere", 302, "{}"],
    ["is no JSON", 200, "<html>"],
    ["is no set", 200, "[]"],
    ["has nonsense for keys", 200, '{"keys":[null]}'],
  ])("that %s refuses, and the operator is told", async (_name, status, body) => {
    issuer.answer = { status, body };
    expect(await ask(jwt(claims(), key), "1")).toEqual(REFUSED);
    expect(faults).toMatchObject([{ message: `no keys of an issuer at ${issuer.url}` }]);
    issuer.answer = { status: 200, body: keySet(key) };
    expect(await ask(jwt(claims(), key), "1")).toEqual(REFUSED);
    now += 500_000;
    expect((await ask(jwt(claims(), key), "1")).status).toBe(200);
  });

  test("may hold keys of other kinds and broken ones", async () => {
    const broken = { kty: "RSA", kid: "k1", n: "!", e: "AQAB" };
    const elliptic = { kty: "EC", kid: "k2", crv: "P-256", x: "a", y: "b" };
    issuer.answer = { status: 200, body: JSON.stringify({ keys: [elliptic, broken, otherKey.public] }) };
    expect(await ask(jwt(claims(), key), "1")).toEqual(REFUSED);
    expect((await ask(jwt(claims(), otherKey), "1")).status).toBe(200);
  });
});

describe("streams", () => {
  async function streamOf(secret: string): Promise<() => Promise<string>> {
    const source = await db.fetch(
      new Request("http://localhost/query/1", {
        method: "POST",
        headers: { authorization: `Bearer ${secret}`, "x-format": "tagged" },
        body: JSON.stringify({ query: "Shelf.all().eventSource()" }),
      }),
    );
    const { data } = (await source.json()) as { data: { "@stream": string } };
    const response = await db.fetch(
      new Request("http://localhost/stream/1", {
        method: "POST",
        headers: { authorization: `Bearer ${secret}` },
        body: JSON.stringify({ token: data["@stream"] }),
      }),
    );
    const reader = response.body!.getReader();
    return async () => {
      const { value } = await reader.read();
      return (JSON.parse(new TextDecoder().decode(value).split("\n")[0]!) as { type: string }).type;
    };
  }

  test("end when the JWT does", async () => {
    const next = await streamOf(jwt(claims({ exp: now / 1e6 + 10 }), key));
    expect(await next()).toBe("status");
    await ask(APP, "Shelf.create({ n: 2 })");
    expect(await next()).toBe("add");
    now += 10_000_000;
    await ask(APP, "Shelf.create({ n: 3 })");
    expect(await next()).toBe("error");
  });

  test("go on where the access provider grants nothing any more, and end where a role changes", async () => {
    const next = await streamOf(jwt(claims({ grp: "b" }), key));
    expect(await next()).toBe("status");
    await provide('"boss"');
    await ask(APP, "Shelf.create({ n: 2 })");
    expect(await next()).toBe("add");
    await ask(
      APP,
      'Role.byName("boss")!.update({ privileges: { resource: "Box", actions: { read: true, write: true } } })',
    );
    await ask(APP, "Shelf.create({ n: 3 })");
    expect(await next()).toBe("error");
  });
});

describe("an access provider", () => {
  test("tells whom its JWTs are for", async () => {
    const provider = 'AccessProvider.byName("idp")!';
    expect((await ask(APP, `${provider}.audience`)).data).toBe(audience);
    await ask(APP, `${provider}.replace({ name: "idp", issuer: "i", jwks_uri: "https://i/" })`);
    expect((await ask(APP, `${provider}.audience`)).data).toBe(audience);
    expect((await ask(APP, `${provider}.update({ audience: "${audience}" }).name`)).data).toBe("idp");
    expect(await ask(APP, `${provider}.update({ audience: "x" })`)).toEqual({
      status: 400,
      data: "Failed to update AccessProvider `idp`.",
    });
  });
});
