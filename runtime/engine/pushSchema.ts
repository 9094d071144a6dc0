import type { QueryFailure } from "../../compiler/index.js";
import { Run, type Sources } from "../call/index.js";
import { parseFiles, pushFiles, type SourceFile } from "../schema/push/index.js";
import { runAsync, type Transaction } from "../transaction/index.js";
import type { Engine } from "./engine.js";
import { guarded } from "./evaluateQuery.js";

export type PushOutcome =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly message: string };

/** Pushes files of FSL in one transaction. */
export async function pushSchema(
  engine: Engine,
  database: number,
  files: readonly SourceFile[],
): Promise<PushOutcome> {
  const parsed = parseFiles(files);
  if (!parsed.ok) return parsed;
  const retry = { retries: 4, pause: () => engine.options.surroundings.pause(10) };
  const done = await runAsync(
    { ...engine.runOptions(database), ...retry },
    (transaction: Transaction, sources: Sources) => {
      const run = new Run(transaction, engine.schemaOf(transaction), engine.options.limits, sources);
      return guarded(run, () => {
        pushFiles(run, parsed.files);
        return { kind: "pushed" } as const;
      });
    },
  );
  if (done.kind === "contended") return { ok: false, message: "The schema was changed meanwhile" };
  if (done.value.kind === "failed") return { ok: false, message: failureText(done.value.failure) };
  return { ok: true, version: done.time };
}

function failureText(failure: QueryFailure): string {
  const lines = failure.failures.map(
    ({ paths, message }) => `  ${paths.map((path) => path.join(".")).join(",")}: ${message}`,
  );
  return lines.length === 0
    ? failure.message
    : `${failure.message}\nconstraint failures:\n${lines.join("\n")}`;
}
