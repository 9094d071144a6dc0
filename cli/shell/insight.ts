import type { CompletionItem, TypeEnvironment } from "../../compiler/index.js";
import { isUnfinished, parseQuery } from "../../grammar/index.js";
import { CommandFailure } from "../output/failure.js";
import { DOT_COMMAND_NAMES } from "./dotCommands.js";
import type { Buffer } from "./editing/buffer.js";
import type { Completion, Menu } from "./editing/menu.js";
import { queryIn } from "./queryIn.js";
import type { Session } from "./session.js";

/** What the type checker says of a query: its type, what is wrong first, or what the call takes that is being written. */
export interface Remark {
  readonly kind: "type" | "problem" | "signature";
  readonly text: string;
}

/** What is known of a query before it runs. */
export interface Insight {
  remark(buffer: Buffer): Promise<Remark | undefined>;
  /** What could stand at the cursor. */
  completions(buffer: Buffer): Promise<Menu | undefined>;
}

/** Looks at queries with the types of the session's database. */
export function sessionInsight(session: Session): Insight {
  let known: { readonly state: string; readonly names: Promise<Names | undefined> } | undefined;
  const currentNames = (): Promise<Names | undefined> => {
    if (known?.state !== session.schemaState) {
      known = { state: session.schemaState, names: namesOf(session) };
    }
    return known.names;
  };
  return {
    async remark({ text, cursor }) {
      const query = queryIn(text);
      if (query === undefined || query.trim() === "") return undefined;
      const names = await currentNames();
      const unfinished = isUnfinished(query);
      if (names !== undefined && (unfinished || isBlankArgument(query, cursor))) {
        const signature = await signatureRemark({ text: query, cursor }, names);
        if (signature !== undefined) return signature;
      }
      return unfinished ? undefined : queryRemark(query, names);
    },
    async completions(buffer) {
      const query = queryIn(buffer.text);
      if (query === undefined) return dotCommandMenu(buffer);
      const names = await currentNames();
      return names && queryMenu({ ...buffer, text: query }, names);
    },
  };
}

/** The type of a whole query, or what is wrong with it first. */
async function queryRemark(query: string, names: Names | undefined): Promise<Remark | undefined> {
  const parsed = parseQuery(query);
  if (!parsed.ok) return { kind: "problem", text: parsed.diagnostics[0]!.message };
  if (names === undefined) return undefined;
  const { check } = await import("../../compiler/index.js");
  const checked = check(parsed.value, names.environment);
  if (checked.ok) return { kind: "type", text: checked.display };
  return { kind: "problem", text: checked.errors[0]!.message };
}

async function signatureRemark(
  { text, cursor }: Buffer,
  { environment }: Names,
): Promise<Remark | undefined> {
  const { signatureAt } = await import("../../compiler/index.js");
  const called = signatureAt(text, cursor, environment);
  if (called === undefined) return undefined;
  const { name, signature } = called;
  return { kind: "signature", text: name === undefined ? signature : `${name}: ${signature}` };
}

/** `f(|)`, `f(a, |)`: what is missing is clear without an error. */
function isBlankArgument(text: string, cursor: number): boolean {
  return /[(,]\s*$/.test(text.slice(0, cursor)) && /^\s*\)/.test(text.slice(cursor));
}

/** What the queries of a database can mention. */
interface Names {
  readonly environment: TypeEnvironment;
  /** Collections and functions of its own. */
  readonly own: ReadonlySet<string>;
}

/** Undefined where the schema cannot be had, as with keys that may not read it. */
async function namesOf(session: Session): Promise<Names | undefined> {
  const { parseSchemaFiles, schemaEnvironment } = await import("../../compiler/index.js");
  const { library } = await import("../../runtime/index.js");
  const files = await session.schema().catch((error: unknown) => {
    if (error instanceof CommandFailure) return undefined;
    throw error;
  });
  const parsed = files && parseSchemaFiles(files);
  if (!parsed?.ok) return undefined;
  const own = new Set(parsed.items.map((item) => item.name.text));
  return { environment: schemaEnvironment(parsed.items, library), own };
}

async function queryMenu({ text, cursor }: Buffer, { environment, own }: Names): Promise<Menu | undefined> {
  const { completionsAt } = await import("../../compiler/index.js");
  const items = completionsAt(text, cursor, environment, { projectsAll: true });
  const span = items[0]?.span ?? { start: cursor, end: cursor };
  const matches = matchesOf(items, text.slice(span.start, cursor));
  const isOwn = ({ label, kind }: CompletionItem) =>
    own.has(label) && (kind === "module" || kind === "function");
  const matching = [...matches.filter(isOwn), ...matches.filter((item) => !isOwn(item))];
  if (matching.length === 0) return undefined;
  const isCalled = text[span.end] === "(";
  return { ...span, items: matching.map((item) => shellItem(item, isCalled)), selected: 0 };
}

/** Those that begin with what is written; if there are none, those that hold it. */
function matchesOf(items: readonly CompletionItem[], written: string): readonly CompletionItem[] {
  const beginning = items.filter(({ label }) => label.startsWith(written));
  if (beginning.length > 0) return beginning;
  const sought = written.toLowerCase();
  return items.filter(({ label }) => label.toLowerCase().includes(sought));
}

/** What takes no arguments is complete with its parentheses; what has some already needs no others. */
function shellItem(
  { label, detail, kind, replaceText, newCursor }: CompletionItem,
  isCalled: boolean,
): Completion {
  if (kind !== "function") return { label, detail, text: replaceText, cursor: newCursor };
  if (isCalled) return { label, detail, text: label, cursor: label.length + 1 };
  const cursor = detail.startsWith("() =>") ? replaceText.length : newCursor;
  return { label, detail, text: replaceText, cursor };
}

function dotCommandMenu({ text, cursor }: Buffer): Menu | undefined {
  const items = DOT_COMMAND_NAMES.map((name) => `.${name}`)
    .filter((label) => label.startsWith(text))
    .map((label): Completion => ({ label, detail: "", text: label, cursor: label.length }));
  return items.length === 0 || cursor < text.length
    ? undefined
    : { start: 0, end: cursor, items, selected: 0 };
}
