/** The few HTTP/2 frames that an upgraded request becomes. RFC 9113 §4, §6; RFC 7541 §6.2.2 */
export const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

const FRAME_HEADER_BYTES = 9;
const MAX_FRAME_BYTES = 16_384;
const DATA = 0;
const HEADERS = 1;
const CONTINUATION = 9;
const END_STREAM = 0x1;
const END_HEADERS = 0x4;

/** How many bytes the client's preface and the SETTINGS after it take; undefined while they are not all here. */
export function prefaceLength(bytes: Buffer): number | undefined {
  if (bytes.length < PREFACE.length + FRAME_HEADER_BYTES) return undefined;
  const length = PREFACE.length + FRAME_HEADER_BYTES + bytes.readUIntBE(PREFACE.length, 3);
  return bytes.length < length ? undefined : length;
}

/** A whole request as the frames of one stream. */
export function requestFrames(
  stream: number,
  headers: readonly (readonly [name: string, value: string])[],
  body: Buffer,
): Buffer {
  const block = Buffer.concat(headers.map(([name, value]) => literal(name, value)));
  const frames = chunksOf(block).map((chunk, i, chunks) => {
    const flags =
      (i === chunks.length - 1 ? END_HEADERS : 0) | (i === 0 && body.length === 0 ? END_STREAM : 0);
    return frame(i === 0 ? HEADERS : CONTINUATION, flags, stream, chunk);
  });
  if (body.length > 0) {
    const chunks = chunksOf(body);
    frames.push(
      ...chunks.map((chunk, i) => frame(DATA, i === chunks.length - 1 ? END_STREAM : 0, stream, chunk)),
    );
  }
  return Buffer.concat(frames);
}

function chunksOf(bytes: Buffer): readonly Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += MAX_FRAME_BYTES) {
    chunks.push(bytes.subarray(at, at + MAX_FRAME_BYTES));
  }
  return chunks;
}

function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
}

/** A header field that leaves the compression state of the connection as it is. */
function literal(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.of(0), text(name), text(value)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, "latin1");
  return Buffer.concat([length(bytes.length), bytes]);
}

/** An integer after one bit that is 0: no Huffman code. */
function length(value: number): Buffer {
  if (value < 127) return Buffer.of(value);
  const bytes = [127];
  let rest = value - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
