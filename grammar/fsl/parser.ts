import { EOF, type TokenType } from "chevrotain";
import type { Expression, MigrationStatement, TypeExpression } from "../ast/index.js";
import { ExpressionGrammar } from "../fql/parser/expressions.js";
import { FQL_LOOKAHEAD } from "../fql/parser/fqlLookahead.js";
import type { Extent } from "../fql/recognise/base.js";
import * as T from "../fql/tokens.js";
import { type Name, type Span, spanOver } from "../span.js";
import { docCommentStart, holdsComment } from "./docComment.js";
import { FSL_LOOKAHEAD } from "./fslLookahead.js";
import type {
  FieldBody,
  FunctionBody,
  KeywordBody,
  Member,
  MemberAnnotation,
  MemberBody,
  MemberValue,
  MigrationBody,
  Parameter,
} from "./member.js";
import { isQuotedName, type WordKind, wordKind } from "./words.js";

/**
 * The first phase of FSL: items and members by their shape. Its words are plain identifiers to the scanner, since
 * any of them may name a field; gates tell the alternatives apart. spec/02 §1.2
 */
export class FslParser extends ExpressionGrammar {
  /** Parts of the text that the second phase reports as no function body, blank in what is being parsed. */
  skipped: readonly Extent[] = [];

  /** @param analyse makes a grammar to look at instead, and throws if something is wrong with it */
  constructor(analyse = false) {
    super(T.FQL_TOKENS, { ...FQL_LOOKAHEAD, ...FSL_LOOKAHEAD }, analyse);
    this.performSelfAnalysis();
  }

  readonly file = this.RULE("file", (): Member[] => this.SUBRULE(this.members, { ARGS: [true] }));

  private readonly members = this.RULE("members", (topLevel: boolean): Member[] => {
    const members: Member[] = [];
    this.OPTION(() => this.CONSUME(T.Semicolon));
    this.OPTION2(() => {
      members.push(this.SUBRULE(this.member, { ARGS: [topLevel] }));
      this.MANY({
        GATE: () => this.separatesMembers(topLevel),
        DEF: () => {
          this.OPTION3(() => this.CONSUME2(T.Semicolon));
          members.push(this.SUBRULE2(this.member, { ARGS: [topLevel] }));
        },
      });
      this.OPTION4(() => this.CONSUME3(T.Semicolon));
    });
    return members;
  });

  private separatesMembers(topLevel: boolean): boolean {
    if (this.nextIs(T.Semicolon)) return this.startsMember(this.ahead(2).tokenType);
    if (!this.sameLine()) return true;
    return topLevel && holdsComment(this.text, this.ahead(0).end, this.ahead(1).startOffset);
  }

  private startsMember(type: TokenType): boolean {
    return [T.Identifier, T.LambdaName, T.StringLiteral, T.Star, T.AtSign].includes(type);
  }

  private readonly member = this.RULE("member", (topLevel: boolean): Member => {
    const annotations: MemberAnnotation[] = [];
    const before = this.ahead(0);
    const first = this.ahead(1);
    this.MANY(() => annotations.push(this.SUBRULE(this.annotation)));
    const body = this.SUBRULE(this.memberBody);
    const last = this.ahead(0);
    return this.ACTION(() => {
      const gap = topLevel ? before.end : 0;
      const start = topLevel ? docCommentStart(this.text, gap, first.startOffset) : first.startOffset;
      return { annotations, body, span: this.spanOf(start, this.endOfMember(last.end)) };
    });
  });

  /** Semicolons on the line of a member belong to it. */
  private endOfMember(end: number): number {
    const semicolons = /(?:[ \t]*;)*/y;
    semicolons.lastIndex = end;
    return end + (semicolons.exec(this.text)?.[0].length ?? 0);
  }

  private readonly annotation = this.RULE("annotation", (): MemberAnnotation => {
    const first = this.CONSUME(T.AtSign);
    const word = this.CONSUME(T.Identifier);
    if (word.image !== "alias" && word.image !== "role") this.refuse();
    this.CONSUME(T.LeftParen);
    const value = this.SUBRULE(this.name);
    const last = this.CONSUME(T.RightParen);
    return this.ACTION(() => {
      return { kind: word.image === "alias" ? "alias" : "role", value, span: this.between(first, last) };
    });
  });

  private readonly name = this.RULE("name", (): Name => {
    const token = this.OR([
      { ALT: () => this.CONSUME(T.Identifier) },
      { ALT: () => this.CONSUME(T.StringLiteral) },
    ]);
    return this.ACTION(() => {
      if (token.is(T.StringLiteral) && !isQuotedName(token.image)) this.refuse();
      return this.keyOf(token);
    });
  });

  private readonly memberBody = this.RULE("memberBody", (): MemberBody => {
    const kind = this.ACTION(() => (this.startsField() ? "field" : wordKind(this.ahead(1).image)));
    const when = (expected: WordKind | "field") => ({
      GATE: () => kind === expected,
      IGNORE_AMBIGUITIES: true,
    });
    return this.OR<MemberBody>([
      { ...when("field"), ALT: () => this.SUBRULE(this.fieldBody) },
      { ...when("function"), ALT: () => this.SUBRULE(this.functionBody) },
      { ...when("accessProvider"), ALT: () => this.SUBRULE(this.accessProviderBody) },
      { ...when("named"), ALT: () => this.SUBRULE(this.namedBody) },
      { ...when("plain"), ALT: () => this.SUBRULE(this.plainBody) },
      { ...when("migration"), ALT: () => this.SUBRULE(this.migrationBody) },
      { ...when("unknown"), ALT: () => this.SUBRULE(this.unknownBody) },
    ]);
  });

  /** Any word may name a field, if a type or a value follows; a wildcard needs a type. */
  private startsField(): boolean {
    if (this.startsComputed()) return true;
    const after = this.ahead(2);
    if (after.lineBreak !== -1) return false;
    const isTyped = after.is(T.Colon);
    return isTyped || (!this.nextIs(T.Star) && isAssignment(after));
  }

  private startsComputed(): boolean {
    if (this.ahead(1).image !== "compute" || this.nextIs(T.StringLiteral)) return false;
    const { tokenType, lineBreak } = this.ahead(2);
    // `compute: Int` is a field of that name.
    return tokenType !== T.AtSign && this.startsMember(tokenType) && lineBreak !== undefined;
  }

  private readonly fieldBody = this.RULE("fieldBody", (): FieldBody => {
    const compute = this.OPTION({
      GATE: () => this.startsComputed(),
      DEF: () => this.CONSUME(T.Identifier),
    });
    const isWildcard = this.nextIs(T.Star);
    const name = this.OR([
      { ALT: () => this.SUBRULE(this.name) },
      {
        ALT: () => {
          const star = this.CONSUME(T.Star);
          return this.ACTION(() => this.nameOf(star));
        },
      },
    ]);
    const type = this.OPTION2({
      GATE: () => this.sameLine(),
      DEF: () => {
        this.CONSUME(T.Colon);
        return this.SUBRULE(this.memberType);
      },
    });
    const value = this.nextIs(T.EqualsTilde)
      ? this.SUBRULE2(this.assignedValue)
      : this.OPTION3({ GATE: () => this.sameLine(), DEF: () => this.SUBRULE(this.assignedValue) });
    return this.ACTION(() => {
      return { kind: "field", compute: compute && this.tokenSpan(compute), name, isWildcard, type, value };
    });
  });

  private readonly assignedValue = this.RULE("assignedValue", (): Expression => {
    // `a: Int =~1` gives `a` the value `~1`.
    if (this.nextIs(T.EqualsTilde)) this.splitHead(T.Tilde);
    else this.CONSUME(T.Equals);
    return this.SUBRULE(this.expression);
  });

  /** A type whose object fields may have defaults; the second phase says where. */
  private readonly memberType = this.RULE("memberType", (): TypeExpression => {
    this.allowsDefaults = true;
    const type = this.SUBRULE(this.type);
    this.allowsDefaults = false;
    return type;
  });

  private readonly namedBody = this.RULE("namedBody", (): KeywordBody => {
    const keyword = this.CONSUME(T.Identifier);
    const name = this.OPTION(() => this.SUBRULE(this.name));
    const value = this.OPTION2({
      GATE: () => name === undefined || this.sameLine(),
      DEF: () => this.SUBRULE(this.value),
    });
    // The line ends after a bare keyword are no separator.
    if (name === undefined && value === undefined && !this.endsMember()) this.refuse();
    return this.ACTION(() => ({ kind: "keyword", keyword: this.nameOf(keyword), name, value }));
  });

  private endsMember(): boolean {
    return [T.Semicolon, T.RightBrace, EOF].some((type) => this.nextIs(type));
  }

  private readonly plainBody = this.RULE("plainBody", (): KeywordBody => {
    const keyword = this.CONSUME(T.Identifier);
    const value = this.OPTION({ GATE: () => this.sameLine(), DEF: () => this.SUBRULE(this.value) });
    return this.ACTION(() => ({ kind: "keyword", keyword: this.nameOf(keyword), name: undefined, value }));
  });

  private readonly unknownBody = this.RULE("unknownBody", (): MemberBody => {
    const keyword = this.CONSUME(T.Identifier);
    return this.ACTION(() => ({ kind: "unknown", keyword: this.nameOf(keyword) }));
  });

  private readonly value = this.RULE(
    "value",
    (): MemberValue =>
      this.OR<MemberValue>([
        { ALT: () => this.SUBRULE(this.blockValue), IGNORE_AMBIGUITIES: true },
        { ALT: () => this.SUBRULE(this.pathsValue), IGNORE_AMBIGUITIES: true },
        {
          ALT: () => {
            const expression = this.SUBRULE(this.expression);
            return this.ACTION(() => ({ kind: "expression", expression, span: expression.span }));
          },
        },
      ]),
  );

  private readonly blockValue = this.RULE("blockValue", (): MemberValue => {
    this.enter();
    const first = this.CONSUME(T.LeftBrace);
    const members = this.SUBRULE(this.members, { ARGS: [false] });
    const last = this.CONSUME(T.RightBrace);
    this.leave();
    return this.ACTION(() => ({ kind: "block", members, span: this.between(first, last) }));
  });

  private readonly pathsValue = this.RULE("pathsValue", (): MemberValue => {
    const entries: Expression[] = [];
    const first = this.CONSUME(T.LeftBracket);
    this.OPTION(() => {
      entries.push(this.SUBRULE(this.expression));
      this.MANY(() => {
        this.CONSUME(T.Comma);
        entries.push(this.SUBRULE2(this.expression));
      });
    });
    const last = this.CONSUME(T.RightBracket);
    return this.ACTION(() => ({ kind: "paths", entries, span: this.between(first, last) }));
  });

  private readonly functionBody = this.RULE("functionBody", (): FunctionBody => {
    const keyword = this.CONSUME(T.Identifier);
    const name = this.SUBRULE(this.name);
    this.needSameLine();
    const parameters: Parameter[] = [];
    let rest: Parameter | undefined;
    const parameter = (index: 1 | 2) => {
      if (rest !== undefined) this.refuse();
      const read = index === 1 ? this.SUBRULE(this.parameterBody) : this.SUBRULE2(this.parameterBody);
      this.ACTION(() => {
        if (read.variadic) rest = read.parameter;
        else parameters.push(read.parameter);
      });
    };
    const first = this.CONSUME(T.LeftParen);
    this.OPTION(() => {
      parameter(1);
      this.MANY({
        GATE: () => this.notLast(T.RightParen),
        DEF: () => {
          this.CONSUME(T.Comma);
          parameter(2);
        },
      });
      this.OPTION2(() => this.CONSUME2(T.Comma));
    });
    const closing = this.CONSUME(T.RightParen);
    const result = this.OPTION3({
      GATE: () => this.sameLine(),
      DEF: () => {
        this.CONSUME(T.Colon);
        return this.SUBRULE(this.memberType);
      },
    });
    const block = this.OPTION4(() => this.SUBRULE(this.block));
    return this.ACTION(() => ({
      kind: "function",
      keyword: this.nameOf(keyword),
      name,
      parameters,
      rest,
      parametersSpan: this.between(first, closing),
      closing: this.tokenSpan(closing),
      result,
      body: block ?? this.skippedAfter(closing),
    }));
  });

  /** What was skipped where a function's body should stand. */
  private skippedAfter(closing: T.Token): Span {
    const skipped = this.skipped.find(({ start }) => start >= closing.end);
    if (skipped === undefined) this.refuse();
    return this.spanOf(skipped.start, Math.max(skipped.start + 1, skipped.end));
  }

  private readonly parameterBody = this.RULE("parameterBody", () => {
    const dots = this.OPTION(() => this.CONSUME(T.Ellipsis));
    const word = this.CONSUME(T.Identifier);
    const type = this.OPTION2(() => {
      this.CONSUME(T.Colon);
      return this.SUBRULE(this.memberType);
    });
    return this.ACTION(() => ({
      variadic: dots !== undefined,
      parameter: { name: this.nameOf(word), type },
    }));
  });

  private readonly accessProviderBody = this.RULE("accessProviderBody", (): MemberBody => {
    const keyword = this.CONSUME(T.Identifier);
    this.needSameLine();
    const second = this.CONSUME2(T.Identifier);
    if (second.image !== "provider") this.refuse();
    const name = this.SUBRULE(this.name);
    this.needSameLine();
    const value = this.SUBRULE(this.value);
    return this.ACTION(() => {
      const words = { text: "access provider", span: this.between(keyword, second) };
      return { kind: "accessProvider", keyword: words, name, value };
    });
  });

  private readonly migrationBody = this.RULE("migrationBody", (): MigrationBody => {
    const word = this.CONSUME(T.Identifier);
    const kind = word.image as MigrationStatement["kind"];
    const targets: Expression[] = [];
    const path = this.OPTION({
      GATE: () => kind !== "add_wildcard",
      DEF: () => this.SUBRULE(this.expression),
    });
    const value = this.OPTION2({
      GATE: () => kind === "backfill" && this.sameLine(),
      DEF: () => this.SUBRULE(this.assignedValue),
    });
    this.OPTION3({
      GATE: () => (kind === "move" || kind === "split") && this.sameLine(),
      DEF: () => {
        this.CONSUME(T.ThinArrow);
        targets.push(this.SUBRULE2(this.expression));
        this.MANY({
          GATE: () => kind === "split" && this.sameLine(),
          DEF: () => {
            this.CONSUME(T.Comma);
            targets.push(this.SUBRULE3(this.expression));
          },
        });
      },
    });
    return this.ACTION(() => {
      const targetsSpan = targets[0] && spanOver(targets[0].span, targets.at(-1)!.span);
      const body: MigrationBody = {
        kind: "migration",
        keyword: { text: kind, span: this.tokenSpan(word) },
        path,
        targets,
        targetsSpan,
        value,
      };
      return isComplete(body) ? body : this.refuse();
    });
  });
}

function isAssignment(token: T.Token): boolean {
  return token.is(T.Equals) || token.is(T.EqualsTilde);
}

/** Says whether a statement has the parts that its word asks for. */
function isComplete({ keyword, path, targets, value }: MigrationBody): boolean {
  switch (keyword.text) {
    case "backfill":
      return path !== undefined && value !== undefined;
    case "move":
    case "split":
      return path !== undefined && targets.length > 0;
    case "add_wildcard":
      return true;
    default:
      return path !== undefined;
  }
}
