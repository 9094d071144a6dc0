/** The body of a request, or that it is larger than allowed; what is too much is not read. spec/08 §1 */
export async function readLimitedBody(request: Request, limit: number): Promise<Uint8Array | "tooLarge"> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return "tooLarge";
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return "tooLarge";
    }
    chunks.push(value);
  }
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
