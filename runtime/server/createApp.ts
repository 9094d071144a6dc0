import { Hono } from "hono/tiny";
import {
  INTERNAL_ERROR,
  protocolResponse,
  REQUEST_TOO_LARGE,
  type WireResponse,
  WRONG_METHOD,
} from "../wire/index.js";
import type { ServerEnv } from "./context.js";
import { allowOrigin, allowPreflight } from "./cors.js";
import { headerLookup } from "./headerLookup.js";
import type { PlainRequest, PlainResponse } from "./plainExchange.js";
import { randomPool } from "./randomPool.js";
import { readLimitedBody } from "./requestBody.js";
import { answerEnvironment } from "./routes/environment.js";
import { answerExplain } from "./routes/explain.js";
import { answerFeed } from "./routes/feed.js";
import { answerPing } from "./routes/ping.js";
import { METHOD_NOT_ALLOWED, NOT_FOUND } from "./routes/plainErrors.js";
import { answerQuery } from "./routes/query.js";
import { answerStream } from "./routes/stream.js";
import { schemaRoutes } from "./schema/routes.js";
import type { Served } from "./served.js";
import { toPlain, toResponse } from "./toResponse.js";
import { answeringTraceparent, type RandomBytes } from "./traceparent.js";

export interface AppOptions {
  /** Of a request body, in bytes. */
  readonly bodyLimit?: number;
  /** Where trace and span ids come from. */
  readonly random?: RandomBytes;
  /** Told of faults of ours, which clients only see as `internal_error`. */
  readonly onFault?: (fault: unknown) => void;
}

/** A request handler in the manner of WHATWG fetch: runs wherever that does. */
export interface App {
  fetch(request: Request): Response | Promise<Response>;
  /** The same, cheaper, for queries of clients that are no pages; undefined for what must come to `fetch`. */
  readonly answer?: (request: PlainRequest) => Promise<PlainResponse> | undefined;
  /** Of a request body, in bytes: a host need not read more. The spec's where it is not said. */
  readonly bodyLimit?: number;
}

/** spec/08 §1 */
export const BODY_LIMIT = 8_388_608;
const BUILD = "coppice";
const QUERY_URL = /^\/query\/1(?:\?|$)/;

/** The HTTP API of a database. spec/08 */
export function createApp(served: Served, options: AppOptions = {}): App {
  const { bodyLimit = BODY_LIMIT, random = randomPool(), onFault = console.error } = options;
  const app = new Hono<ServerEnv>();

  app.use(async (c, next) => {
    const origin = c.req.header("origin");
    const isPreflight = origin !== undefined && c.req.method === "OPTIONS";
    if (isPreflight) c.res = new Response(null, { headers: { "content-length": "0" } });
    else await next();
    const { headers } = c.res;
    headers.set("traceparent", answeringTraceparent(c.req.header("traceparent"), random));
    headers.set("x-faunadb-build", BUILD);
    if (origin !== undefined) allowOrigin(headers, origin);
    if (isPreflight) allowPreflight(headers);
  });

  app.use(async (c, next) => {
    const body = await readLimitedBody(c.req.raw, bodyLimit);
    if (body === "tooLarge") return toResponse(protocolResponse(REQUEST_TOO_LARGE));
    c.set("body", body);
    return next();
  });

  app.all("/query/1", async ({ req, var: { body } }) =>
    toResponse(await answerQuery(served, headerLookup(req.raw), body, req.raw.signal)),
  );
  app.post("/feed/1", async (c) => toResponse(await answerFeed(served, c.req.raw, c.var.body)));
  app.post("/stream/1", (c) => answerStream(served, c.req.raw, c.var.body, onFault));
  for (const path of ["/feed/1", "/stream/1"]) {
    app.all(path, () => toResponse(protocolResponse(WRONG_METHOD)));
  }
  app.get("/ping", (c) => toResponse(answerPing(c.req.query("scope"))));
  app.all("/ping", () => toResponse(METHOD_NOT_ALLOWED));
  const { environment, explain, schemaService } = served;
  if (explain !== undefined) {
    app.post("/explain/1", async ({ req, var: { body } }) =>
      toResponse(await answerExplain(served, explain, headerLookup(req.raw), body, req.raw.signal)),
    );
  }
  if (environment !== undefined) {
    app.get("/environment/1", async (c) =>
      toResponse(await answerEnvironment(served, environment, c.req.raw)),
    );
    app.all("/environment/1", () => toResponse(METHOD_NOT_ALLOWED));
  }
  if (schemaService !== undefined) app.route("/schema/1", schemaRoutes(served, schemaService));
  app.notFound(() => toResponse(NOT_FOUND));
  const fail = (fault: unknown): WireResponse => {
    onFault(fault);
    return protocolResponse(INTERNAL_ERROR);
  };
  app.onError((fault) => toResponse(fail(fault)));

  const answerPlain = async ({ header, body, signal }: PlainRequest): Promise<PlainResponse> => {
    const response =
      body.length > bodyLimit
        ? protocolResponse(REQUEST_TOO_LARGE)
        : await answerQuery(served, header, body, signal).catch(fail);
    return toPlain(response, {
      traceparent: answeringTraceparent(header("traceparent"), random),
      "x-faunadb-build": BUILD,
    });
  };
  return {
    fetch: (request) => app.fetch(request),
    answer: (request) =>
      QUERY_URL.test(request.url) && request.header("origin") === undefined
        ? answerPlain(request)
        : undefined,
    bodyLimit,
  };
}
