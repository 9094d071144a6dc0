import { method, staticMethod, string } from "../call/index.js";
import { invalidArgument } from "../problems/calls.js";
import { Bytes, decodeBase64, encodeBase64 } from "../values/index.js";
import { libraryModule, libraryType } from "./part.js";

/** spec/04 §10 */
export const bytesType = libraryType({
  type: "Bytes",
  kinds: ["Bytes"],
  doc: "Sequences of bytes.",
  members: {
    toBase64: method({
      signature: "() => String",
      takes: [[]],
      doc: "The bytes in padded Base64.",
      example: [`Bytes("aGk").toBase64()`, `"aGk="`],
      run: (self: Bytes) => encodeBase64(self.bytes),
    }),
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "The bytes in padded Base64.",
      example: [`Bytes("aGk").toString()`, `"aGk="`],
      run: (self: Bytes) => encodeBase64(self.bytes),
    }),
  },
});

const fromBase64 = staticMethod({
  signature: "(encoded: String) => Bytes",
  takes: [[string("encoded")]],
  doc: "The bytes that a Base64 text stands for; padding may be left out.",
  example: [`Bytes("aGk")`, `Bytes("aGk=")`],
  run: (encoded: string) => {
    const bytes = decodeBase64(encoded);
    if (bytes === undefined) throw invalidArgument("encoded", "expected a Base64 text");
    return new Bytes(bytes);
  },
});

export const bytesModule = libraryModule({
  name: "Bytes",
  doc: "Sequences of bytes.",
  construct: fromBase64,
  members: { fromBase64: { ...fromBase64, example: [`Bytes.fromBase64("aGk=")`, `Bytes("aGk=")`] } },
});
