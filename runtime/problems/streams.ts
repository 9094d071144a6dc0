import { problem } from "../../compiler/index.js";

/** Sets that cannot be watched. spec/05 §12 */
export const notStreamable = problem(
  "invalid_receiver",
  (method: string, reason: string) => `can't call \`.${method}()\` because ${reason}`,
);

export const streamReasons = {
  at: "streaming is not supported for sets created within an `at()` expression.",
  reversed: "streaming is not supported on sets that have been reversed.",
  range: "range queries are not supported yet, use `.where()` method instead.",
  builtIn: "only collections and user defined indexes are streamable.",
  returnedFrom: (method: string) => `streaming is not supported on sets returned from \`.${method}()\`.`,
  distinct: "streaming is not supported on distinct sets.",
  concat: "streaming is not supported on concatenated sets.",
  flatMap: "streaming is not supported on `.flatMap()` sets.",
  values: "streaming is not supported on array sets.",
  sequence: "streaming is not supported on sets created from `Set.sequence()`.",
  single: "streaming on `Set.single()` is only supported if its element is a document.",
  notSource: "it was not called on the source set.",
} as const;

export const mayNotStream = problem(
  "permission_denied",
  () => "Insufficient privileges to create a stream on the source document.",
);

/** What ends a stream. spec/08 §9.3 */
export const startTooFarInThePast = problem(
  "invalid_stream_start_time",
  (time: string) => `Stream start time ${time} is too far in the past. Recreate the stream and try again.`,
);

export const tooMuchToReplay = problem(
  "stream_replay_volume_exceeded",
  () => "Too many events to replay. Recreate the stream and try again.",
);

export const streamOverflow = problem("stream_overflow", () => "Too many events to process.");

export const permissionLoss = problem("permission_loss", () => "Stream authentication is no longer valid.");
