import { QueryFailure } from "../../compiler/index.js";
import { eventSourcePosition } from "../cursors/index.js";
import { type Engine, TimeOut } from "../engine/index.js";
import type {
  EventService,
  EventStart,
  FeedOutcome,
  FeedRequest,
  StreamOutcome,
  StreamRequest,
} from "../server/eventService.js";
import { CommitWatch } from "./commitWatch.js";
import type { SourceEvent } from "./event.js";
import { EventReader } from "./eventReader.js";
import { isStillAllowed } from "./permission.js";
import { poll } from "./poll.js";
import { behindAll, behindFirst, type EventPosition } from "./position.js";
import { type StreamSurroundings, streamEvents } from "./stream.js";
import { hostTimer, type StartTimer, Wakening } from "./wakening.js";

/** A feed stops examining before its time is up. spec/08 §10 */
const SHARE_OF_TIME = 0.95;

/** Streams and feeds of an engine. spec/08 §9, §10 */
export function createEventService(engine: Engine, startTimer: StartTimer = hostTimer): EventService {
  const commits = new CommitWatch(engine.options.storage);
  return {
    positionOf: (token) => eventSourcePosition(engine.options.sources.signingKey, token),
    poll: (request) => answerPoll(engine, request),
    stream: (request) => openStream(engine, commits, startTimer, request),
  };
}

async function answerPoll(engine: Engine, request: FeedRequest): Promise<FeedOutcome> {
  const identity = await engine.authenticate(request.credentials);
  if (identity === undefined) return { kind: "unauthorized" };
  const { clock } = engine.options.surroundings;
  const started = clock();
  const reader = new EventReader(engine, identity, request.token, () => {
    const elapsedMs = (clock() - started) / 1000;
    if (elapsedMs > request.timeoutMs) throw new TimeOut(elapsedMs);
  });
  try {
    const opening = await reader.opening();
    if (opening instanceof QueryFailure) return { kind: "failedSource", message: opening.message };
    const until = started + request.timeoutMs * 1000 * SHARE_OF_TIME;
    return await poll(reader, startPosition(engine, request, behindFirst), {
      pageSize: request.pageSize,
      until,
      opening,
    });
  } catch (error) {
    if (error instanceof TimeOut) return { kind: "timedOut", elapsedMs: error.elapsedMs };
    throw error;
  }
}

async function openStream(
  engine: Engine,
  commits: CommitWatch,
  startTimer: StartTimer,
  request: StreamRequest,
): Promise<StreamOutcome> {
  const identity = await engine.authenticate(request.credentials);
  if (identity === undefined) return { kind: "unauthorized" };
  const start = startPosition(engine, request, behindAll);
  if (start.time < tokenPosition(engine, request.token).time) return { kind: "startBeforeToken" };
  const reader = new EventReader(engine, identity, request.token);
  const openingStats = await reader.opening();
  if (openingStats instanceof QueryFailure) return { kind: "failedSource", message: openingStats.message };
  const wakening = new Wakening(request.signal, startTimer);
  const events = watching(commits, identity.database, reader, start, {
    isStillAllowed: () => isStillAllowed(engine, request.credentials, identity, reader.roles),
    wakening,
    openingStats,
  });
  return { kind: "stream", id: engine.options.sources.newId(), events };
}

/** Listens for commits for as long as the stream is read. */
async function* watching(
  commits: CommitWatch,
  database: number,
  reader: EventReader,
  start: EventPosition,
  surroundings: StreamSurroundings,
): AsyncGenerator<SourceEvent, void, undefined> {
  const unsubscribe = commits.subscribe(database, () => surroundings.wakening.wake());
  try {
    yield* streamEvents(reader, start, surroundings);
  } finally {
    unsubscribe();
  }
}

/** A start time lies behind the first change of its transaction in feeds, behind all of them in streams. */
function startPosition(
  engine: Engine,
  { token, start }: { readonly token: string; readonly start: EventStart },
  behindTime: (time: number) => EventPosition,
): EventPosition {
  switch (start.kind) {
    case "token":
      return tokenPosition(engine, token);
    case "time":
      return behindTime(start.time);
    case "cursor":
      return start.position;
  }
}

function tokenPosition(engine: Engine, token: string): EventPosition {
  const position = eventSourcePosition(engine.options.sources.signingKey, token);
  if (position === undefined) throw new Error("the token was not checked");
  return position;
}
