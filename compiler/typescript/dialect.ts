/** What the types of answers are called by the package that gives them. */
export interface Dialect {
  readonly module: string;
  /** What may have to be imported. */
  readonly imports: readonly string[];
  /** Types that the package lacks, by name. */
  readonly own: ReadonlyMap<string, string>;
  readonly time: string;
  readonly date: string;
  /** A set in a field of a document. */
  readonly embeddedSet: string;
  readonly eventSource: string;
  readonly namedDocument: string;
  /** Anything. */
  readonly any: string;
}

export type DialectName = "fauna" | "coppice";

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  fauna: {
    module: "fauna",
    imports: [
      ...["DateStub", "DocumentReference", "DocumentT", "EmbeddedSet", "Module", "NamedDocument"],
      ...["NullDocument", "Page", "QueryValue", "StreamToken", "TimeStub"],
    ],
    own: new Map(),
    time: "TimeStub",
    date: "DateStub",
    embeddedSet: "EmbeddedSet",
    eventSource: "StreamToken",
    namedDocument: "NamedDocument",
    any: "QueryValue",
  },
  coppice: {
    module: "coppice",
    imports: ["CalendarDate", "DocumentReference", "FqlDocument", "Module", "NullDocument", "Time", "Token"],
    own: new Map([
      [
        "DocumentT",
        "/** A document in full. */\n" +
          "type DocumentT<T> = { readonly id: string; readonly coll: Module; readonly ts: Time; " +
          "readonly ttl?: Time } & T;",
      ],
      [
        "Page",
        "/** A set, as its first page. */\n" +
          "type Page<T> = { readonly data: readonly T[]; readonly after: string | undefined };",
      ],
    ]),
    time: "Time",
    date: "CalendarDate",
    embeddedSet: "Token",
    eventSource: "Token",
    namedDocument: "FqlDocument",
    any: "unknown",
  },
};
