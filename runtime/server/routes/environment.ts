import { readAuthorization } from "../../auth/index.js";
import { INVALID_TOKEN, type ProtocolError, SERVER_KEY_NEEDED, type WireResponse } from "../../wire/index.js";
import { headerLookup } from "../headerLookup.js";
import { type Environment, type EnvironmentType, type Served, seesSchema } from "../served.js";

/** `GET /environment/1`: names and types, for editors. Its errors have no `error` around them. spec/08 §13 */
export async function answerEnvironment(
  served: Served,
  environmentOf: NonNullable<Served["environment"]>,
  request: Request,
): Promise<WireResponse> {
  const credentials = readAuthorization(headerLookup(request)("authorization"));
  const identity = credentials && (await served.authenticate(credentials));
  if (identity === undefined) return refusal(INVALID_TOKEN);
  if (!seesSchema(identity)) return refusal(SERVER_KEY_NEEDED);
  return { status: 200, body: environmentJson(await environmentOf(identity)) };
}

function refusal({ status, code, message }: ProtocolError): WireResponse {
  return { status, body: JSON.stringify({ code, message }) };
}

function environmentJson({ schemaVersion, globals, types, truncated }: Environment): string {
  return JSON.stringify({
    schema_version: schemaVersion,
    environment: {
      globals: sorted(globals),
      types: sorted(new Map([...types].map(([name, type]) => [name, typeJson(type)]))),
    },
    truncated_resources: truncated.length === 0 ? undefined : truncated,
  });
}

function typeJson(type: EnvironmentType): object {
  return {
    self: type.self,
    fields: sorted(new Map([...type.fields].filter(([name]) => !name.startsWith("$")))),
    ops: sorted(type.operators),
    apply: type.apply,
    access: type.access,
    alias: type.alias,
    type_hint: type.hint,
  };
}

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
