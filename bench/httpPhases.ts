import { openEngine } from "../runtime/embedded/openEngine.js";
import type { QueryOutcome } from "../runtime/queryRequest.js";
import { queryResponse, readQueryBody, readQueryHeaders, toQueryRequest } from "../runtime/wire/index.js";
import { measure } from "./measure.js";

const HEADERS: Readonly<Record<string, string>> = { "x-format": "tagged", "x-query-timeout-ms": "5000" };
const BODY = JSON.stringify({ query: { fql: ["Leaf.byId(", { value: "1" }, ")!.n"] } });
const UTF8 = new TextEncoder();

/** Where the time of a point read goes on the server, whose work for one query is known in all. */
export function printPhases(serverMicros: number): void {
  const phases = measurePhases();
  const inside = phases.reduce((sum, [, micros]) => sum + micros, 0);
  console.log("\nThe server's share of it\n");
  for (const [name, micros] of [["HTTP", serverMicros - inside] as const, ...phases]) {
    const share = ((100 * micros) / serverMicros).toFixed(0);
    console.log(`${name.padEnd(14)}${micros.toFixed(1).padStart(8)} µs${share.padStart(6)} %`);
  }
  console.log(`\nA query not seen before is compiled in ${compileMiss().toFixed(0)} µs more`);
}

const engine = await seededEngine();

function measurePhases(): readonly (readonly [name: string, micros: number])[] {
  const bytes = UTF8.encode(BODY);
  const request = decode(bytes);
  const { headers } = readHeaders();
  const outcome = engine.execute(request) as QueryOutcome;
  if (outcome.kind !== "success") throw new Error("the query of the bench failed");
  const execute = micros(() => engine.execute(request));
  const compileHit = micros(() => {
    const parsed = engine.queries.parsed(request.text);
    return parsed.ok ? parsed.value : undefined;
  });
  return [
    ["decode", micros(() => decode(bytes))],
    ["compile (hit)", compileHit],
    ["run", execute - compileHit],
    ["encode", micros(() => UTF8.encode(queryResponse(outcome, headers).body))],
  ];
}

/** The same query, each time a little longer. */
function compileMiss(): number {
  const request = decode(UTF8.encode(BODY));
  let spaces = 0;
  const miss = micros(() =>
    engine.execute({ ...request, text: request.text.padEnd(20 + (spaces++ % 10_000)) }),
  );
  return miss - micros(() => engine.execute(request));
}

async function seededEngine() {
  const opened = await openEngine();
  for (const query of [
    'Collection.create({ name: "Leaf" })',
    'Leaf.create({ id: "1", n: 1, name: "beech" })',
  ]) {
    opened.execute(decode(UTF8.encode(JSON.stringify({ query }))));
  }
  return opened;
}

function decode(bytes: Uint8Array) {
  const body = readQueryBody(bytes);
  if (!body.ok) throw new Error(body.message);
  return toQueryRequest(readHeaders().headers, body.body, { kind: "owner" });
}

function readHeaders() {
  const read = readQueryHeaders((name) => HEADERS[name]);
  if (!read.ok) throw new Error(read.message);
  return read;
}

function micros(body: () => unknown): number {
  return measure(body) / 1000;
}
