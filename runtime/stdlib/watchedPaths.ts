import type { Expression } from "../../grammar/index.js";
import { Lambda, typeName } from "../call/index.js";
import type { WatchedPath } from "../operators/index.js";
import { invalidArgument, unexpectedArgument } from "../problems/calls.js";
import { FunctionValue, type Value } from "../values/index.js";

/** The arguments of `eventsOn`: short lambdas that are paths, `.a["b"][0]`. spec/05 §12 */
export function readWatchedPaths(args: readonly Value[]): readonly WatchedPath[] {
  return args.map((argument, i) => {
    if (!(argument instanceof FunctionValue)) {
      throw unexpectedArgument(`fields${i}`, "Function", typeName(argument));
    }
    const source = argument instanceof Lambda ? argument.code.source : undefined;
    const path = source?.kind === "shortLambda" ? pathOf(source.body) : undefined;
    if (path === undefined) throw invalidArgument(String(i), "invalid field path given");
    return path;
  });
}

function pathOf(body: Expression): WatchedPath | undefined {
  if (body.kind !== "chain" || body.base.kind !== "identifier" || body.base.name !== "$this")
    return undefined;
  const path: (string | number)[] = [];
  for (const link of body.links) {
    const step =
      link.kind === "field" && !link.optional
        ? link.field.text
        : link.kind === "index" && link.optional === undefined && link.args.length === 1
          ? literalKey(link.args[0]!)
          : undefined;
    if (step === undefined) return undefined;
    path.push(step);
  }
  return path;
}

function literalKey(key: Expression): string | number | undefined {
  if (key.kind !== "literal") return undefined;
  if (key.value.kind === "string") return key.value.value;
  return key.value.kind === "integer" ? Number(key.value.value) : undefined;
}
