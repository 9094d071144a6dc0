/**
 * Golden files of the HTTP API, `test/protocol/*.http`: what is sent, and what comes back. One file is one database; its
 * exchanges are made one after the other.
 *
 *     # A comment is the name of the next exchange.
 *     POST /query/1 {"query":"x","arguments":{"x":1}}
 *       x-format: simple
 *     200 {"data":1,…}
 *       content-type: application/json;charset=utf-8
 *
 * `query …` is short for the first line, `upload path …` for a POST of a form with this text as `main.fsl`. An answer may also be told by parts: `data …`, `type …`, `error code: message`,
 * `summary` with lines below it, `body error: …` for what spec/08 calls so. `…` stands for any text, `⏎` for a line break. `keep name` keeps
 * the data of an answer, `{name}` is it in a later request. `event …` is a line of a stream, which is left after the last
 * of them, unless it `end`s. The secret `secret` is sent unless another is.
 */
export interface Exchange {
  readonly name: string;
  readonly line: number;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: readonly Expected[];
  readonly keep: string | undefined;
}

export type Expected =
  | { readonly kind: "answer"; readonly status: number; readonly body: string | undefined }
  | { readonly kind: "header"; readonly name: string; readonly value: string }
  | { readonly kind: "data" | "type" | "summary" | "bodyError" | "event"; readonly text: string }
  | { readonly kind: "end" }
  | { readonly kind: "error"; readonly code: string; readonly message: string };

export function parseExchanges(text: string): readonly Exchange[] {
  const exchanges: Exchange[] = [];
  let line = 1;
  for (const block of text.split(/\n(?=\n+\S)/)) {
    const lines = block.split("\n");
    const start = lines.findIndex((each) => each !== "" && !each.startsWith("#"));
    if (start >= 0) exchanges.push(parseExchange(lines, start, line));
    line += lines.length;
  }
  return exchanges;
}

function parseExchange(lines: readonly string[], start: number, firstLine: number): Exchange {
  const request = lines[start]!;
  const headers: Record<string, string> = { authorization: "Bearer secret" };
  if (request.startsWith("upload ")) headers["content-type"] = `multipart/form-data; boundary=${BOUNDARY}`;
  const expected: Expected[] = [];
  let keep: string | undefined;
  let isAnswered = false;
  for (let i = start + 1; i < lines.length; i++) {
    const text = lines[i]!;
    const field = /^ {2}([\w-]+):(?: (.*))?$/.exec(text);
    if (field !== null) {
      const [, name, value = ""] = field as unknown as [string, string, string | undefined];
      if (isAnswered) expected.push({ kind: "header", name, value });
      else headers[name] = value;
    } else if (text.startsWith("keep ")) keep = text.slice(5);
    else if (text === "summary") {
      const end = lines.findIndex((each, at) => at > i && !each.startsWith("  ") && each.trim() !== "");
      const rows = lines.slice(i + 1, end < 0 ? undefined : end);
      expected.push({
        kind: "summary",
        text: rows
          .map((each) => each.slice(2))
          .join("\n")
          .trimEnd(),
      });
      i += rows.length;
      isAnswered = true;
    } else if (text !== "") {
      expected.push(parseExpected(text, firstLine + i));
      isAnswered = true;
    }
  }
  const names = lines.slice(0, start).filter((each) => each.startsWith("#"));
  const name = names.map((each) => each.slice(2)).join(" ") || request;
  return { name, line: firstLine + start, ...parseRequest(request), headers, expected, keep };
}

function parseRequest(text: string): Pick<Exchange, "method" | "path" | "body"> {
  if (text.startsWith("query ")) {
    return {
      method: "POST",
      path: "/query/1",
      body: JSON.stringify({ query: unbroken(text.slice(6)) }),
    };
  }
  const upload = /^upload (\S+) (.*)$/.exec(text);
  if (upload !== null) return { method: "POST", path: upload[1]!, body: formOf(unbroken(upload[2]!)) };
  const [, method = "", path = "", body = ""] = /^(\S+) (\S+)(?: (.*))?$/.exec(text) ?? [];
  return { method, path, body: unbroken(body) };
}

const BOUNDARY = "boundary";

/** A form of one file, as the shell of the service sends it. */
function formOf(content: string): string {
  const head = 'Content-Disposition: form-data; name="main.fsl"; filename="blob"';
  return [`--${BOUNDARY}`, head, "", content, `--${BOUNDARY}--`, ""].join("\r\n");
}

function unbroken(text: string): string {
  return text.replaceAll("⏎", "\n");
}

function parseExpected(text: string, line: number): Expected {
  const [, key, rest = ""] = /^(data|type|event|end|error|body error|\d{3})(?::? (.*))?$/.exec(text) ?? [];
  switch (key) {
    case "data":
    case "type":
    case "event":
      return { kind: key, text: rest };
    case "end":
      return { kind: "end" };
    case "body error":
      return { kind: "bodyError", text: rest };
    case "error": {
      const [, code = "", message = ""] = /^(\w+): (.*)$/.exec(rest) ?? [];
      return { kind: "error", code, message };
    }
    case undefined:
      throw new Error(`line ${line} is no expectation: ${text}`);
    default:
      return { kind: "answer", status: Number(key), body: rest === "" ? undefined : rest };
  }
}
