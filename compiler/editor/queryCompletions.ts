import { type Block, parseForEditor, takesWord } from "../../grammar/index.js";
import {
  annotatedType,
  type InferredType,
  type Inspected,
  inspect,
  membersOf,
  reportedType,
  type Type,
  type TypeEnvironment,
  typeOfName,
  withNames,
} from "../check/index.js";
import {
  type Candidate,
  type CompletionItem,
  keyItem,
  keywordItem,
  listed,
  PRIORITY,
  typeItem,
  valueItem,
} from "./completionItem.js";
import { type Expected, expectedTypes, objectsOf } from "./expected.js";
import { type ExpressionPlace, type Place, placeAt, type Variable } from "./placeAt.js";
import { PLACEHOLDER, wordAt } from "./word.js";

export interface CompletionOptions {
  /** Names that are neither globals nor declared in the text, with their types. */
  readonly variables?: ReadonlyMap<string, Type>;
  /** What the whole text is expected to give. */
  readonly expected?: Expected;
  /** What the text, a lambda, will be called with. */
  readonly argument?: Type;
  /** True offers fields in projections of sets and documents too, which the reference's analyzer does not. */
  readonly projectsAll?: boolean;
}

/** What could stand at the cursor of a query, whatever the word there says so far. spec/03b §11.2 */
export function completionsAt(
  text: string,
  cursor: number,
  environment: TypeEnvironment,
  options: CompletionOptions = {},
): readonly CompletionItem[] {
  const span = wordAt(text, cursor);
  if (!takesWord(text, span.start)) return [];
  const completed = span.end > span.start ? text : text.slice(0, cursor) + PLACEHOLDER + text.slice(cursor);
  const { tree } = parseForEditor(completed);
  const place = placeAt(tree, span.start, options.expected);
  return place === undefined ? [] : listed(new Offer(tree, place, environment, options).candidates(), span);
}

const LITERALS: readonly (readonly [word: string, type: InferredType])[] = [
  ["false", { kind: "literal", value: { kind: "boolean", value: false } }],
  ["null", { kind: "named", name: "Null", args: [] }],
  ["true", { kind: "literal", value: { kind: "boolean", value: true } }],
];
const FORMS = ["at", "if", "let"];

/** What is offered at a place of a query. */
class Offer {
  private readonly inspected: Inspected;

  constructor(
    query: Block,
    private readonly place: Place,
    private readonly environment: TypeEnvironment,
    private readonly options: CompletionOptions,
  ) {
    const { variables, argument } = options;
    const unfinished =
      place.kind === "member" || (place.kind === "projected" && options.projectsAll === true)
        ? place.link
        : undefined;
    this.inspected = inspect(query, withNames(environment, variables), { unfinished, argument });
  }

  candidates(): readonly Candidate[] {
    const { place } = this;
    switch (place.kind) {
      case "member": {
        const expected = this.expectedTypes(place.expected);
        return this.members(this.inspected.receiverOf(place.link), expected);
      }
      case "projected": {
        if (this.options.projectsAll === true) return this.members(this.inspected.receiverOf(place.link), []);
        const base = this.inspected.typeOf(place.projection.base);
        return base?.kind === "object" || base?.kind === "interface" ? this.members(base, []) : [];
      }
      case "key":
        return this.keys(place.expected, place.present) ?? [];
      case "type":
        return typeCandidates(this.environment);
      case "expression":
        return (place.inBraces ? this.keys(place.expected, []) : undefined) ?? this.topLevel(place);
    }
  }

  private expectedTypes(expected: Expected | undefined): readonly InferredType[] {
    return expectedTypes(expected, this.inspected, this.environment);
  }

  private members(receiver: InferredType | undefined, expected: readonly InferredType[]): Candidate[] {
    if (receiver === undefined) return [];
    return [...membersOf(receiver, this.environment)]
      .filter(([name]) => !name.startsWith("$"))
      .map(([name, type]) => valueItem(name, type, "field", PRIORITY.member, expected, this.environment));
  }

  /** The keys that an object may have; undefined where none is expected. */
  private keys(expected: Expected | undefined, present: readonly string[]): readonly Candidate[] | undefined {
    const objects = this.expectedTypes(expected).flatMap(objectsOf);
    if (objects.length === 0) return undefined;
    const fields = new Map(objects.flatMap((object) => [...object.fields]));
    return [...fields].filter(([name]) => !present.includes(name)).map(([name, type]) => keyItem(name, type));
  }

  private topLevel(place: ExpressionPlace): readonly Candidate[] {
    const { environment } = this;
    const expected = this.expectedTypes(place.expected);
    const value = (name: string, type: InferredType | undefined, kind: "variable" | "module") =>
      valueItem(
        name,
        type,
        kind,
        kind === "variable" ? PRIORITY.variable : PRIORITY.global,
        expected,
        environment,
      );
    const variables = place.afterThen ? new Map<string, undefined>() : this.variables(place.variables);
    const globals = [...environment.globals.names()].filter((name) => !variables.has(name));
    return [
      ...[...variables].map(([name, type]) => value(name, type, "variable")),
      ...globals.map((name) => value(name, typeOfName(name, environment), "module")),
      ...LITERALS.map(([name, type]) => {
        const { priority } = valueItem(name, type, "keyword", PRIORITY.keyword, expected, environment);
        return { item: keywordItem(name).item, priority };
      }),
      ...[...FORMS, ...(place.afterThen ? ["else"] : [])].map(keywordItem),
    ];
  }

  /** The innermost of a name hides the others, and globals. */
  private variables(inner: readonly Variable[]): ReadonlyMap<string, InferredType | undefined> {
    const found = new Map<string, InferredType | undefined>();
    const given = withNames(this.environment, this.options.variables);
    for (const name of this.options.variables?.keys() ?? []) found.set(name, typeOfName(name, given));
    for (const variable of inner) {
      if (variable.kind === "parameter") {
        const { parameter } = variable;
        if (parameter.name !== undefined) found.set(parameter.name, this.inspected.parameterOf(parameter));
        continue;
      }
      const { name, type, value } = variable.statement;
      found.set(
        name.text,
        type === undefined
          ? this.inspected.typeOf(value)
          : reportedType(annotatedType(type, this.environment), this.environment),
      );
    }
    return found;
  }
}

/** All names of types. */
export function typeCandidates({ shapes }: TypeEnvironment): readonly Candidate[] {
  const named = [...new Set(shapes.names())].map((name) => {
    const parameters = shapes.get(name)?.parameters ?? [];
    return typeItem(name, parameters.length === 0 ? name : `${name}<${parameters.join(", ")}>`);
  });
  const words = LITERALS.map(([name]) => keywordItem(name));
  return [...named, typeItem("Any", "Any"), typeItem("Never", "Never"), ...words];
}
