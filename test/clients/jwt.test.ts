import { Client, fql } from "fauna";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Serving, serving } from "../cli/commandLine.js";
import { CERTIFICATE_FILE, type Issuer, jwt, signingKey, startIssuer } from "../support/issuer.js";

/** The official driver with the JWT of an issuer, against the server as it is built. */

const key = signingKey("k1");
let issuer: Issuer;
let server: Serving;

beforeAll(async () => {
  issuer = await startIssuer(key);
  server = await serving([], { NODE_EXTRA_CA_CERTS: CERTIFICATE_FILE });
});
afterAll(async () => {
  await server.stop();
  await issuer.stop();
});

async function as<T>(secret: string, body: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ endpoint: new URL(server.url), secret });
  return body(client).finally(() => client.close());
}

test("a user reads what the role of the access provider lets it", async () => {
  const { data: id } = await as("secret", async (client) => {
    await client.query(fql`Database.create({ name: "app" })`);
    return client.query<string>(fql`Database.byName("app")!.global_id`);
  });
  await as("secret:app:admin", async (client) => {
    await client.query(fql`Collection.create({ name: "Note" })`);
    await client.query(
      fql`Note.create({ owner: "alice", text: "hers" }); Note.create({ owner: "bob", text: "his" })`,
    );
    await client.query(fql`
      Role.create({
        name: "user",
        privileges: { resource: "Note", actions: { read: "note => note.owner == Query.token()!.sub" } }
      })
      AccessProvider.create({
        name: "idp",
        issuer: "https://issuer.example/",
        jwks_uri: ${issuer.url},
        roles: { role: "user", predicate: "claims => claims.plan == 'paid'" }
      })`);
  });
  const token = (claims: object) =>
    jwt({ iss: "https://issuer.example/", aud: [`https://db.fauna.com/db/${id}`], ...claims }, key);
  const notes = fql`Note.all().toArray().map(.text)`;
  const read = (client: Client) => client.query<string[]>(notes);
  expect((await as(token({ sub: "alice", plan: "paid" }), read)).data).toEqual(["hers"]);
  await expect(as(token({ sub: "alice", plan: "free" }), read)).rejects.toMatchObject({ httpStatus: 401 });
  await expect(as(token({ sub: "alice", plan: "paid", exp: 1 }), read)).rejects.toMatchObject({
    httpStatus: 401,
  });
});
