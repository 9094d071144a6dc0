import type { Context } from "hono";
import { Hono } from "hono/tiny";
import { readAuthorization } from "../../auth/index.js";
import { UNAUTHORIZED, type WireResponse } from "../../wire/index.js";
import type { SchemaEnv } from "../context.js";
import { headerLookup } from "../headerLookup.js";
import type { SchemaFile, SchemaService } from "../schemaService.js";
import type { Identity, Served } from "../served.js";
import { toResponse } from "../toResponse.js";
import {
  ACCESS_DENIED,
  answer,
  fileList,
  item,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
  schemaError,
  stagedStatus,
} from "./answers.js";
import { diffFormat, diffOptions, flag, itemKind, uploadOptions, versionOptions } from "./parameters.js";
import { readUpload } from "./upload.js";

type SchemaContext = Context<SchemaEnv>;
type Handler = (c: SchemaContext) => WireResponse | Promise<WireResponse>;
type Method = "GET" | "POST" | "DELETE";

const READING_ROLES: readonly (string | undefined)[] = ["admin", "server", "server-readonly"];
const UTF8 = new TextDecoder();

const ROUTES: readonly (readonly [path: string, handlers: Partial<Record<Method, Handler>>])[] = [
  ["/files", { GET: listFiles }],
  ["/files/:name", { GET: readFile }],
  ["/update", { POST: writing(update) }],
  ["/diff", { POST: diff }],
  ["/validate", { POST: diff }],
  ["/items/:kind", { POST: writeItem }],
  ["/items/:kind/:name", { GET: readItem, POST: writeItem, DELETE: deleteItem }],
  ["/status", { GET: status }],
  ["/staged/status", { GET: status }],
  ["/commit", { POST: writing(commit) }],
  ["/staged/commit", { POST: writing(commit) }],
  ["/abandon", { POST: writing(abandon) }],
  ["/staged/abandon", { POST: writing(abandon) }],
];

/** `/schema/1/*`. spec/02 §10 */
export function schemaRoutes(
  served: Served,
  schemaService: (identity: Identity) => SchemaService,
): Hono<SchemaEnv> {
  const app = new Hono<SchemaEnv>();
  app.use(async (c, next) => {
    const credentials = readAuthorization(headerLookup(c.req.raw)("authorization"));
    const identity = credentials && (await served.authenticate(credentials));
    if (identity === undefined) return toResponse(UNAUTHENTICATED);
    if (!READING_ROLES.includes(identity.role)) return toResponse(ACCESS_DENIED);
    c.set("identity", identity);
    c.set("schema", schemaService(identity));
    return next();
  });
  for (const [path, handlers] of ROUTES) {
    app.all(path, async (c) => toResponse(await (handlers[c.req.method as Method] ?? notAllowed)(c)));
  }
  app.all("*", () => toResponse(NOT_FOUND));
  return app;
}

const UNAUTHENTICATED: WireResponse = {
  ...schemaError(UNAUTHORIZED.status, UNAUTHORIZED.message),
  headers: { "www-authenticate": "Bearer" },
};

function notAllowed(): WireResponse {
  return METHOD_NOT_ALLOWED;
}

/** Only admins write. */
function writing(handler: Handler): Handler {
  return (c) => (c.var.identity.role === "admin" ? handler(c) : ACCESS_DENIED);
}

function listFiles(c: SchemaContext) {
  return answer(c.var.schema.files({ staged: flag(parameters(c), "staged") }), fileList);
}

/** The staged file, unless told otherwise. */
function readFile(c: SchemaContext) {
  const staged = parameters(c)("staged") !== "false";
  return answer(c.var.schema.file(c.req.param("name")!, { staged }), ({ content }) => ({ content }));
}

function update(c: SchemaContext) {
  return withUpload(c, (files) => {
    const options = { ...uploadOptions(parameters(c)), ...versionOptions(parameters(c)) };
    return answer(c.var.schema.update(files, options));
  });
}

function diff(c: SchemaContext) {
  return withUpload(c, (files) => {
    const options = { ...uploadOptions(parameters(c)), ...diffOptions(parameters(c)) };
    return answer(c.var.schema.diff(files, options), asIs);
  });
}

function status(c: SchemaContext) {
  const format = diffFormat(parameters(c));
  const options = format === undefined ? {} : diffOptions(parameters(c));
  return answer(c.var.schema.stagedStatus(options), stagedStatus);
}

function commit(c: SchemaContext) {
  return answer(c.var.schema.commitStaged(versionOptions(parameters(c))));
}

function abandon(c: SchemaContext) {
  return answer(c.var.schema.abandonStaged(versionOptions(parameters(c))));
}

function readItem(c: SchemaContext) {
  const kind = itemKind(c.req.param("kind")!);
  if (kind === undefined) return NOT_FOUND;
  return answer(c.var.schema.item(kind, c.req.param("name")!), item);
}

function writeItem(c: SchemaContext) {
  const text = UTF8.decode(c.var.body);
  if (text.trim() === "") return schemaError(400, "No FSL snippet provided");
  return changeItem(c, text);
}

function deleteItem(c: SchemaContext) {
  return changeItem(c, undefined);
}

/** Only says what would change where `validate` asks for that: anyone who may read may ask. */
function changeItem(c: SchemaContext, text: string | undefined): WireResponse | Promise<WireResponse> {
  const kind = itemKind(c.req.param("kind")!);
  if (kind === undefined) return NOT_FOUND;
  const name = c.req.param("name");
  const { schema } = c.var;
  if (flag(parameters(c), "validate")) {
    return answer(schema.diffItem(kind, name, text, diffOptions(parameters(c))), asIs);
  }
  return writing(() => {
    const options = versionOptions(parameters(c));
    const written =
      text === undefined
        ? schema.deleteItem(kind, name!, options)
        : schema.writeItem(kind, name, text, options);
    return answer(written, item);
  })(c);
}

async function withUpload(
  c: SchemaContext,
  use: (files: readonly SchemaFile[]) => Promise<WireResponse>,
): Promise<WireResponse> {
  const upload = await readUpload(c.req.raw.headers.get("content-type"), c.var.body);
  return upload.ok ? use(upload.files) : schemaError(400, upload.message);
}

function parameters(c: SchemaContext) {
  return (name: string): string | undefined => c.req.query(name);
}

function asIs<T extends object>(result: T): T {
  return result;
}
