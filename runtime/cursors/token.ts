import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { remembered } from "../cache/index.js";
import type { Run } from "../call/index.js";
import { behindAll, behindFirst, type EventPosition } from "../events/position.js";
import { initialPageSize, type WatchedPath } from "../operators/index.js";
import { invalidCursor } from "../problems/cursors.js";
import {
  decodeBase64,
  EventSource,
  encodeBase64,
  SetCursor,
  SetValue,
  type Timestamp,
} from "../values/index.js";
import { Decoder } from "./decode.js";
import { Encoder } from "./encode.js";
import type { Encoded, Node } from "./format.js";

const MAC_BYTES = 16;

interface Payload {
  readonly kind: "cursor" | "eventSource";
  readonly nodes: readonly Node[];
  readonly set: Encoded;
  readonly readAt: Timestamp;
  /** Of cursors. */
  readonly position?: Encoded;
  readonly pageSize?: number;
  /** Of event sources: the watched fields, and whether the query that made them wrote anything. */
  readonly watched?: readonly WatchedPath[];
  readonly hasWrites?: boolean;
}

/** A cursor as the opaque text that clients hold. What it sees is what the query saw that made it. spec/05 §9.3 */
export function cursorText(run: Run, cursor: SetCursor): string {
  const encoder = encoderFor(run);
  const set = encoder.encode(cursor.set);
  const position = cursor.position === undefined ? undefined : encoder.encode(cursor.position);
  return seal(run, {
    kind: "cursor",
    readAt: cursor.readAt ?? presentTime(run),
    pageSize: cursor.pageSize,
    position,
    set,
    nodes: encoder.nodes,
  });
}

/** A whole set as a cursor: it gives the first page, in its initial size. spec/05 §11 */
export function setText(run: Run, set: SetValue): string {
  return cursorText(run, new SetCursor(set, undefined, initialPageSize(set), undefined));
}

/** The token of an event source; its own position is the query that wrote it. spec/08 §9.1 */
export function eventSourceText(run: Run, { set, watched }: EventSource): string {
  const encoder = encoderFor(run);
  const encoded = encoder.encode(set);
  return seal(run, {
    kind: "eventSource",
    readAt: presentTime(run),
    hasWrites: run.transaction.hasWrites,
    watched,
    set: encoded,
    nodes: encoder.nodes,
  });
}

/** The cursor that a text stands for; fails if it is none, or names what is gone. spec/05 §9.3 */
export function readCursor(run: Run, text: string): SetCursor {
  const payload = unseal(run.sources.signingKey, text);
  if (payload?.kind !== "cursor") throw invalidCursor();
  const decoder = new Decoder(run, payload.nodes);
  const set = decoder.decode(payload.set);
  if (!(set instanceof SetValue)) throw invalidCursor();
  const position = payload.position === undefined ? undefined : decoder.decode(payload.position);
  return new SetCursor(set, position, payload.pageSize!, readTime(run, payload.readAt));
}

/**
 * Where an event source begins: behind the first change of the query that made it, or behind all that this saw;
 * undefined where the text is no token of one. spec/08 §9.1, §9.3
 */
export function eventSourcePosition(signingKey: Uint8Array, token: string): EventPosition | undefined {
  const payload = unseal(signingKey, token);
  if (payload?.kind !== "eventSource") return undefined;
  return payload.hasWrites === true ? behindFirst(payload.readAt) : behindAll(payload.readAt);
}

/** The event source that a token stands for. Fails as the code in it does. spec/08 §9.1 */
export function readEventSource(run: Run, token: string): EventSource {
  const payload = unseal(run.sources.signingKey, token);
  if (payload?.kind !== "eventSource") throw invalidCursor();
  const decoder = new Decoder(run, payload.nodes);
  return new EventSource(decoder.decode(payload.set) as SetValue, payload.watched ?? []);
}

function encoderFor(run: Run): Encoder {
  return new Encoder(run, (cursor) => cursorText(run, cursor));
}

function presentTime(run: Run): Timestamp {
  return run.committedAt ?? run.transaction.snapshot;
}

/** A cursor of this very query sees what the query wrote. */
function readTime(run: Run, readAt: Timestamp): Timestamp | undefined {
  return readAt === run.transaction.snapshot ? undefined : readAt;
}

function seal(run: Run, payload: Payload): string {
  const body = new TextEncoder().encode(JSON.stringify(payload));
  const sealed = new Uint8Array(MAC_BYTES + body.length);
  sealed.set(macOf(run.sources.signingKey, body));
  sealed.set(body, MAC_BYTES);
  return encodeBase64(sealed);
}

function unseal(signingKey: Uint8Array, text: string): Payload | undefined {
  const sealed = decodeBase64(text);
  if (sealed === undefined || sealed.length <= MAC_BYTES) return undefined;
  const body = sealed.subarray(MAC_BYTES);
  const expected = macOf(signingKey, body);
  let difference = 0;
  for (let i = 0; i < MAC_BYTES; i++) difference |= sealed[i]! ^ expected[i]!;
  return difference === 0 ? (JSON.parse(new TextDecoder().decode(body)) as Payload) : undefined;
}

/** What has taken in a signing key already, and stands before any text. */
const signerOf = remembered((signingKey: Uint8Array) => hmac.create(sha256, signingKey));

function macOf(signingKey: Uint8Array, body: Uint8Array): Uint8Array {
  return signerOf(signingKey).clone().update(body).digest().subarray(0, MAC_BYTES);
}
