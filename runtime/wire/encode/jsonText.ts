const LONE_SURROGATES = /[\ud800-\udfff]/gu;

/** A JSON string. Half a surrogate pair, which UTF-8 cannot write, becomes `?`. spec/08 §3.5 */
export function jsonString(text: string): string {
  const json = JSON.stringify(text);
  return json.includes("\\ud") ? JSON.stringify(text.replace(LONE_SURROGATES, "?")) : json;
}

/** `[1,2]` of texts that are JSON already. */
export function jsonArray<T>(elements: readonly T[], write: (element: T) => string): string {
  let text = "[";
  for (let i = 0; i < elements.length; i++) text += i === 0 ? write(elements[i]!) : `,${write(elements[i]!)}`;
  return `${text}]`;
}

/** `{"a":1}` of fields whose values `write` turns into JSON. */
export function jsonObject<T>(
  fields: readonly (readonly [string, T])[],
  write: (value: T) => string,
): string {
  let text = "{";
  for (let i = 0; i < fields.length; i++) {
    const [key, value] = fields[i]!;
    text += `${i === 0 ? "" : ","}${jsonString(key)}:${write(value)}`;
  }
  return `${text}}`;
}

/** A field of an answer, whose value is JSON already; undefined where it is left out. */
export type JsonField = readonly [key: string, json: string | undefined];

export function jsonFields(fields: readonly JsonField[]): string {
  const present = fields.filter(([, json]) => json !== undefined);
  return `{${present.map(([key, json]) => `"${key}":${json}`).join(",")}}`;
}
