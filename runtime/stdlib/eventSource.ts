import { any, functionValue, method, type Run, rest } from "../call/index.js";
import { demandStreamable, demandWatchable, lambdaSet } from "../operators/index.js";
import { EventSource, type FunctionValue, type SetValue, type Value } from "../values/index.js";
import { unary } from "./orderings.js";
import { libraryType } from "./part.js";
import { readWatchedPaths } from "./watchedPaths.js";

function watchingAll(name: "eventSource" | "toStream") {
  return method({
    signature: "() => EventSource<A>",
    takes: [[]],
    doc: "All changes of the set.",
    example: [`Set.single(Key(1)).${name}().toString()`, `"[event source]"`],
    perform: (run: Run, self: SetValue) => {
      demandStreamable(run, self, name);
      return new EventSource(self, []);
    },
  });
}

function watching(name: "eventsOn" | "changesOn") {
  return method({
    signature: "(fields: ...(A => Any)) => EventSource<A>",
    takes: [[rest(any("fields"))]],
    doc: "The changes of the set in which one of the fields changes.",
    example: [`Set.single(Key(1)).${name}(.role).toString()`, `"[event source]"`],
    perform: (run: Run, self: SetValue, fields: readonly Value[]) => {
      const paths = readWatchedPaths(fields);
      demandStreamable(run, self, name);
      demandWatchable(self, paths);
      return new EventSource(self, paths);
    },
  });
}

/** The methods of sets that make event sources. spec/05 §12 */
export const eventSourceMethods = {
  changesOn: watching("changesOn"),
  eventSource: watchingAll("eventSource"),
  eventsOn: watching("eventsOn"),
  toStream: watchingAll("toStream"),
};

function through(
  run: Run,
  self: EventSource,
  kind: "filter" | "project",
  lambda: FunctionValue,
): EventSource {
  return new EventSource(lambdaSet(run, self.set, kind, lambda), self.watched);
}

/** spec/05 §12 */
export const eventSourceType = libraryType({
  type: "EventSource<A>",
  kinds: ["EventSource"],
  doc: "The changes of a set, to be watched by a client.",
  members: {
    map: method({
      signature: "(mapper: A => B) => EventSource<B>",
      takes: [[functionValue("mapper")]],
      doc: "Shows in events what `mapper` makes of the element.",
      example: ["Set.single(Key(1)).eventSource().map(.role).toString()", `"[event source]"`],
      perform: (run: Run, self: EventSource, mapper: FunctionValue) =>
        through(run, self, "project", unary(mapper, "mapper")),
    }),
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "`[event source]`.",
      example: ["Set.single(Key(1)).eventSource().toString()", `"[event source]"`],
      run: () => "[event source]",
    }),
    where: method({
      signature: "(predicate: A => Boolean | Null) => EventSource<A>",
      takes: [[functionValue("pred")]],
      doc: "Only events of elements for which `predicate` is true.",
      example: [`Set.single(Key(1)).eventSource().where(.role == "admin").toString()`, `"[event source]"`],
      perform: (run: Run, self: EventSource, predicate: FunctionValue) =>
        through(run, self, "filter", unary(predicate, "pred")),
    }),
  },
});
