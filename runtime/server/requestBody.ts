/** The body of a request, or that it is larger than allowed; what is too much is not read. spec/08 §1 */
export async function readLimitedBody(request: Request, limit: number): Promise<Uint8Array | "tooLarge"> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > limit) return "tooLarge";
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > limit) return "tooLarge";
    chunks.push(chunk);
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
