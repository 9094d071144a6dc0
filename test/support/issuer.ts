import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { createServer, get } from "node:https";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** Of `localhost`, signed by itself. */
export const CERTIFICATE_FILE = fileURLToPath(new URL("./certificate/certificate.pem", import.meta.url));
const CERTIFICATE = readFileSync(CERTIFICATE_FILE, "utf8");
const KEY = readFileSync(new URL("./certificate/key.pem", import.meta.url), "utf8");

/** A pair of keys of an issuer. */
export interface SigningKey {
  readonly id: string | undefined;
  readonly private: KeyObject;
  readonly public: Readonly<Record<string, unknown>>;
}

export function signingKey(id: string | undefined, modulusLength = 2048): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  return { id, private: privateKey, public: { ...publicKey.export({ format: "jwk" }), kid: id } };
}

/** A JWT of these claims; `header` replaces fields of its header. */
export function jwt(
  claims: object | string,
  key: SigningKey,
  { alg = "RS256", ...header }: Readonly<Record<string, unknown>> = {},
): string {
  const part = (content: object | string) =>
    Buffer.from(typeof content === "string" ? content : JSON.stringify(content)).toString("base64url");
  const signed = `${part({ alg, typ: "JWT", kid: key.id, ...header })}.${part(claims)}`;
  const signature = createSign(`RSA-SHA${String(alg).slice(2)}`)
    .update(signed)
    .sign(key.private, "base64url");
  return `${signed}.${signature}`;
}

/** A real issuer: an HTTPS server of key sets. */
export interface Issuer {
  readonly url: string;
  /** What it answers with from now on. */
  answer: { readonly status: number; readonly body: string; readonly etag?: string };
  /** The requests that it had. */
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  stop(): Promise<void>;
}

export async function startIssuer(...keys: readonly SigningKey[]): Promise<Issuer> {
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
    issuer.requests.push({ path: request.url!, headers: request.headers });
    const { status, body, etag } = issuer.answer;
    if (etag !== undefined && request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(status, etag === undefined ? {} : { etag }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const issuer: Issuer = {
    url: `https://localhost:${port}/keys`,
    answer: { status: 200, body: keySet(...keys) },
    requests: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

export function keySet(...keys: readonly SigningKey[]): string {
  return JSON.stringify({ keys: keys.map((key) => key.public) });
}

/** `fetch`, which trusts the certificate. */
export function trustingFetch(url: string, { headers }: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      { ca: CERTIFICATE, headers: headers as Record<string, string> },
      async (answer) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of answer) chunks.push(chunk as Uint8Array);
        const status = answer.statusCode!;
        const body = status === 304 ? null : Buffer.concat(chunks).toString();
        const { etag } = answer.headers;
        resolve(new Response(body, { status, headers: etag === undefined ? {} : { etag } }));
      },
    );
    request.on("error", reject);
  });
}
