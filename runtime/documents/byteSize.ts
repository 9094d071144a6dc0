import { Bytes, isStruct, structEntries, type Value } from "../values/index.js";

/** About how many bytes a stored value takes. */
export function byteSize(value: Value): number {
  switch (typeof value) {
    case "string":
      return textSize(value);
    case "number":
      return 5;
    case "bigint":
      return 9;
    case "boolean":
      return 1;
    default:
  }
  if (Array.isArray(value)) {
    return (value as readonly Value[]).reduce<number>((sum, item) => sum + byteSize(item), 3);
  }
  if (isStruct(value)) {
    return structEntries(value).reduce((sum, [key, field]) => sum + textSize(key) + byteSize(field), 3);
  }
  return value instanceof Bytes ? value.bytes.length + 3 : 12;
}

/** Bytes of the UTF-8 form, roughly: exact for ASCII. */
function textSize(text: string): number {
  let size = text.length + 3;
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 127) size += text.charCodeAt(i) > 2047 ? 2 : 1;
  return size;
}
