import type { Diagnostic, ObjectType, TypeExpression } from "../../grammar/index.js";
import { liveProblems } from "./liveProblems.js";
import type { Rewinding } from "./rewind/index.js";
import { type FieldNode, isPresent, type Shape, typeOf } from "./shape.js";
import type { Strictness } from "./types.js";

/** What does not agree between the live shape and the submitted one, rewound. spec/02 §7.4 */
export function compareWithLive(state: Rewinding, live: Shape, isLiveOpen: boolean): readonly Diagnostic[] {
  const strict = new Comparison(state, live, isLiveOpen, "strict");
  strict.compare();
  if (strict.errors.length === 0) return [];
  const ordinary = new Comparison(state, live, isLiveOpen, "ordinary");
  ordinary.compare();
  return ordinary.errors.length > 0 ? ordinary.errors : [liveProblems.incompatible(state.item)];
}

class Comparison {
  readonly errors: Diagnostic[] = [];

  constructor(
    private readonly state: Rewinding,
    private readonly live: Shape,
    /** True if the live wildcard was not declared. */
    private readonly isLiveOpen: boolean,
    private readonly strictness: Strictness,
  ) {}

  compare(): void {
    const { shape } = this.state;
    this.liveFields(shape.fields, this.live.fields, []);
    this.newFields(shape.fields, this.live.fields, []);
    this.wildcard();
  }

  private liveFields(
    rewound: ReadonlyMap<string, FieldNode>,
    live: ReadonlyMap<string, FieldNode>,
    path: readonly string[],
  ): void {
    for (const [name, field] of live) this.liveField(rewound.get(name), field, [...path, name]);
  }

  private liveField(node: FieldNode | undefined, live: FieldNode, path: readonly string[]): void {
    const { item, types } = this.state;
    if (node === undefined) {
      this.errors.push(liveProblems.missing(item, path));
    } else if (!isPresent(node)) {
      this.errors.push(liveProblems.notNew(node, path));
    } else if (node.children !== undefined && live.children !== undefined && node.source.kind !== "drop") {
      this.liveFields(node.children, live.children, path);
    } else {
      const type = typeOf(node);
      const liveType = typeOf(live);
      if (!types.fits(liveType, type, this.strictness)) {
        const rest = membersOf(liveType).filter((member) => !types.fits(member, type, this.strictness));
        this.errors.push(
          liveProblems.wrongType(node, path, {
            type: types.display(type),
            live: types.display(liveType),
            rest: rest.map((member) => types.display(member)).join(" | "),
          }),
        );
      }
    }
  }

  /** Fields that the live shape does not have must have been added. */
  private newFields(
    rewound: ReadonlyMap<string, FieldNode>,
    live: ReadonlyMap<string, FieldNode>,
    path: readonly string[],
  ): void {
    for (const [name, node] of rewound) {
      const here = [...path, name];
      const known = live.get(name);
      if (known === undefined) this.newField(node, here);
      else if (isPresent(node) && node.children !== undefined && known.children !== undefined) {
        this.newFields(node.children, known.children, here);
      }
    }
  }

  private newField(node: FieldNode, path: readonly string[]): void {
    if (!isPresent(node)) return;
    if (node.source.kind === "drop") {
      this.errors.push(liveProblems.nothingToDrop(node, path));
      return;
    }
    const lacking = this.lackingAdds(node, path);
    if (lacking.length === 0) return;
    const [sole] = lacking;
    const named = lacking.length === 1 && sole !== undefined ? sole : { node, path };
    this.errors.push(
      liveProblems.notAdded(this.state.item, named.node, named.path, this.state.isRequired(named.node)),
    );
  }

  /** The fields within a new one that nothing adds; it may be an object whose fields are all added. */
  private lackingAdds(node: FieldNode, path: readonly string[]): readonly PlacedNode[] {
    const isPlain =
      node.children !== undefined &&
      node.children.size > 0 &&
      node.source.kind === "schema" &&
      (node.type as ObjectType).wildcard === undefined &&
      !this.live.wildcard;
    if (!isPlain) return [{ node, path }];
    return [...node.children!.values()]
      .filter(isPresent)
      .flatMap((each) => this.lackingAdds(each, [...path, each.name]));
  }

  private wildcard(): void {
    const { item, shape, addsWildcard } = this.state;
    if (shape.wildcard === this.live.wildcard) return;
    if (this.live.wildcard && addsWildcard === undefined) {
      this.errors.push(liveProblems.wildcardMissing(item, this.isLiveOpen));
      return;
    }
    if (this.live.wildcard) return;
    const declared = item.members.find((member) => member.kind === "wildcard");
    this.errors.push(
      declared === undefined ? liveProblems.reopened(item) : liveProblems.newWildcard(item, declared.span),
    );
  }
}

interface PlacedNode {
  readonly node: FieldNode;
  readonly path: readonly string[];
}

function membersOf(type: TypeExpression): readonly TypeExpression[] {
  if (type.kind === "union") return type.members.flatMap(membersOf);
  if (type.kind !== "nullable") return [type];
  const nothing: TypeExpression = {
    kind: "named",
    name: { text: "Null", span: type.markSpan },
    args: undefined,
    span: type.markSpan,
  };
  return [...membersOf(type.base), nothing];
}
