/**
 * JSON as text. Answers hold numbers that a JS number would round (Longs, `1.0`), so what is only shown is never
 * parsed.
 */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;
const NUMBER = /^-?\d/;

/** The text of a member of the outermost object; undefined where there is none. */
export function memberText(json: string, name: string): string | undefined {
  let depth = 0;
  let found: number | undefined;
  let key: string | undefined;
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (depth === 1 && found !== undefined && (token === "," || token === "}")) {
      return json.slice(found, index).trim();
    }
    if (depth === 1 && token === ":" && key === JSON.stringify(name)) found = index + 1;
    if (depth === 1) key = token;
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
  }
  return undefined;
}

/** One element a line, indented by two spaces. */
export function indentJson(json: string): string {
  const tokens = [...json.matchAll(TOKEN)].map(([token]) => token);
  let depth = 0;
  let text = "";
  tokens.forEach((token, i) => {
    const lineBreak = () => `\n${"  ".repeat(depth)}`;
    const isEmpty = tokens[i + 1] === "}" || tokens[i + 1] === "]";
    if (token === "{" || token === "[") {
      depth++;
      text += isEmpty ? token : token + lineBreak();
    } else if (token === "}" || token === "]") {
      depth--;
      text += tokens[i - 1] === "{" || tokens[i - 1] === "[" ? token : lineBreak() + token;
    } else if (token === ",") text += token + lineBreak();
    else text += token === ":" ? ": " : token;
  });
  return text;
}

/** Numbers of plain JSON as values of the tagged format; what is tagged already stays. spec/08 §6 */
export function tagNumbers(json: string): string {
  return json.replace(TOKEN, (token) => (NUMBER.test(token) ? tagNumber(token) : token));
}

const INT_BITS = 32;
const LONG_BITS = 64;

function tagNumber(text: string): string {
  if (!/^-?\d+$/.test(text)) return `{"@double":"${text}"}`;
  const value = BigInt(text);
  if (BigInt.asIntN(INT_BITS, value) === value) return `{"@int":"${text}"}`;
  if (BigInt.asIntN(LONG_BITS, value) === value) return `{"@long":"${text}"}`;
  return `{"@double":"${text}"}`;
}
