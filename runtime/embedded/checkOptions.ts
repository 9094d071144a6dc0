/** What an option may be; undefined always. */
type OptionKind = "boolean" | "number" | "text" | "function" | "object";

/** The options of a function, each with its kind. */
export type OptionTable<Options> = { readonly [Name in keyof Required<Options>]: OptionKind };

/** Programs in plain JS misspell options too, and would not see that nothing heeds them. @throws TypeError */
export function checkOptions<Options extends object>(
  owner: string,
  options: Options | undefined,
  table: OptionTable<Options>,
): void {
  if (options === undefined) return;
  if (typeof options !== "object" || options === null)
    throw new TypeError(`the options of ${owner} are an object`);
  for (const name of Object.keys(options)) {
    const kind = Object.hasOwn(table, name) ? table[name as keyof Options] : undefined;
    if (kind === undefined) {
      throw new TypeError(`${owner} has no option '${name}': there are ${Object.keys(table).join(", ")}`);
    }
    const value = options[name as keyof Options];
    if (value !== undefined && !isOfKind(value, kind)) {
      throw new TypeError(
        `the option '${name}' of ${owner} is a ${kind}${kind === "number" ? ", 0 or more" : ""}`,
      );
    }
  }
}

function isOfKind(value: unknown, kind: OptionKind): boolean {
  switch (kind) {
    case "number":
      return typeof value === "number" && value >= 0;
    case "text":
      return typeof value === "string";
    case "boolean":
    case "function":
      return typeof value === kind;
    case "object":
      return typeof value === "object" && value !== null;
  }
}
