import { describe, expect, it } from "vitest";
import { readAuthorization } from "../../runtime/auth/index.js";

const builtIn = (role: string, database?: readonly string[]) => ({
  database,
  identity: { kind: "builtIn", role },
});
const role = (name: string, database?: readonly string[]) => ({ database, identity: { kind: "role", name } });
const document = (ref: string, database?: readonly string[]) => ({
  database,
  identity: { kind: "document", ref },
});

describe("scopes of secrets", () => {
  it.each<[string, object | undefined]>([
    ["K", undefined],
    ["K:admin", builtIn("admin")],
    ["K:server-readonly", builtIn("server-readonly")],
    ["K:shop:server", builtIn("server", ["shop"])],
    ["K:shop/eu:@role/clerk", role("clerk", ["shop", "eu"])],
    ["K:shop/eu//:client", builtIn("client", ["shop", "eu"])],
    ["K:/:client", builtIn("client", [])],
    ["K:a//b:client", builtIn("client", ["a", "", "b"])],
    ["K:shop:@doc/User/7", document("User/7", ["shop"])],
    ["K:collections/User/7", document("User/7")],
    ["K:classes/User/7", document("User/7")],
    ["K:@role/a:admin", builtIn("admin", ["@role", "a"])],
    ["K:foo", undefined],
    ["K:", undefined],
    ["K:@role/", undefined],
    ["K:db:nonsense", undefined],
    ["K:a:b:admin", undefined],
    ["K:admin:x", undefined],
    ["K:@role/a:", undefined],
  ])("%s", (text, scope) => {
    expect(readAuthorization(`Bearer ${text}`)).toEqual({ kind: "secret", secret: "K", scope });
  });

  it.each([
    "",
    ":admin",
    "K:adminx",
    "K:serverless",
    "K:db:admin:x",
    "K:db:@role/a:b",
    "K/x",
    "K=",
    "K:@role/a=b",
  ])("%s does not parse", (text) => {
    expect(readAuthorization(`Bearer ${text}`)).toBeUndefined();
  });
});

describe("Authorization", () => {
  const secret = { kind: "secret", secret: "secret", scope: undefined };
  it.each<[string | undefined, unknown]>([
    ["Bearer secret", secret],
    ["Bearer \t secret", secret],
    ["Bearer eyJh.e30.x", { kind: "jwt", token: "eyJh.e30.x" }],
    ["Bearer eyJh", { kind: "secret", secret: "eyJh", scope: undefined }],
    [`Basic ${btoa("secret:")}`, secret],
    [`Basic ${btoa("secret")}:`, secret],
    [`Basic ${btoa(" secret: ")}`, secret],
    [`Basic ${btoa("secret:admin")}`, { ...secret, scope: builtIn("admin") }],
    [`Basic ${btoa("eyJh.e30")}`, { kind: "secret", secret: "eyJh.e30", scope: undefined }],
    ["Basic ***", undefined],
    ["bearer secret", undefined],
    ["Bearer", undefined],
    ["secret", undefined],
    ["Digest secret", undefined],
    [undefined, undefined],
  ])("%s", (header, credentials) => {
    expect(readAuthorization(header)).toEqual(credentials);
  });
});
