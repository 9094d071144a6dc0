import type { TypeEnvironment } from "../../compiler/index.js";
import { isUnfinished, parseQuery } from "../../grammar/index.js";
import type { Buffer } from "./editing/buffer.js";
import type { Menu } from "./editing/menu.js";
import type { Session } from "./session.js";

/** What the type checker says of a query: its type, or what is wrong first. */
export interface Remark {
  readonly kind: "type" | "problem";
  readonly text: string;
}

/** What is known of a query before it runs. */
export interface Insight {
  remark(text: string): Promise<Remark | undefined>;
  /** What could stand at the cursor. */
  completions(buffer: Buffer): Promise<Menu | undefined>;
}

/** Looks at queries with the types of the session's database. */
export function sessionInsight(session: Session): Insight {
  let known:
    | { readonly state: string; readonly environment: Promise<TypeEnvironment | undefined> }
    | undefined;
  const environment = (): Promise<TypeEnvironment | undefined> => {
    if (known?.state !== session.schemaState) {
      known = { state: session.schemaState, environment: environmentOf(session) };
    }
    return known.environment;
  };
  return {
    async remark(text) {
      if (text.trim() === "" || text.startsWith(".") || isUnfinished(text)) return undefined;
      const parsed = parseQuery(text);
      if (!parsed.ok) return { kind: "problem", text: parsed.diagnostics[0]!.message };
      const names = await environment();
      if (names === undefined) return undefined;
      const { check } = await import("../../compiler/index.js");
      const checked = check(parsed.value, names);
      if (checked.ok) return { kind: "type", text: checked.display };
      return { kind: "problem", text: checked.errors[0]!.message };
    },
    async completions() {
      return undefined;
    },
  };
}

/** The names of the database; undefined where its schema cannot be had, as with keys that may not read it. */
async function environmentOf(session: Session): Promise<TypeEnvironment | undefined> {
  const { parseSchemaFiles, schemaEnvironment } = await import("../../compiler/index.js");
  const { library } = await import("../../runtime/index.js");
  const files = await session.schema().catch(() => undefined);
  if (files === undefined) return undefined;
  const parsed = parseSchemaFiles(files);
  return parsed.ok ? schemaEnvironment(parsed.items, library) : undefined;
}
