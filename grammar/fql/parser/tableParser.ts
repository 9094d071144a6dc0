import {
  type DSLMethodOpts,
  EmbeddedActionsParser,
  EOF,
  type IOrAlt,
  type OrMethodOpts,
  type ParserMethod,
  type SubruleMethodOpts,
  type TokenType,
} from "chevrotain";
import * as T from "../tokens.js";
import { type Choice, type Lookahead, type RuleTables, type Starts, tablesOf } from "./lookahead.js";

/**
 * Thrown where no rule goes on, and where the grammar proper would accept what FQL refuses: a repeated key, a short
 * lambda where none may be. It carries nothing: what was wrong, and where, is found by the recogniser
 * (`fql/recognise/`).
 */
const REFUSAL = new Error("refused");

/** Stands before the first token and behind the last one. */
const NO_TOKEN = new T.Token(EOF, "", 0, 0, -1);

type Part<Result> = (() => Result) | DSLMethodOpts<Result>;
type Alternatives<Result> = IOrAlt<Result>[] | OrMethodOpts<Result>;

/**
 * A parser whose grammar is written, checked and analysed with Chevrotain. It does all that when asked to `analyse`;
 * otherwise it runs by tables that were made of that analysis beforehand (`lookahead.ts`), since to record and analyse
 * the grammar at every start takes longer than all the rest of it, and Chevrotain's own engine is ready for recovery,
 * concrete trees and messages, which we have no use for. One token decides everywhere: the grammar is LL(1).
 */
export abstract class TableParser extends EmbeddedActionsParser {
  protected position = 0;
  private tokens: T.Token[] = [];
  /** The tables of the rule that is being parsed. */
  private rule: RuleTables | undefined;

  constructor(
    vocabulary: readonly TokenType[],
    private readonly lookahead: Lookahead,
    protected readonly analyse: boolean,
  ) {
    super([...vocabulary], { maxLookahead: 1, recoveryEnabled: false, skipValidations: !analyse });
  }

  protected begin(tokens: T.Token[]): void {
    this.tokens = tokens;
    this.position = 0;
  }

  /** What a rule makes of all tokens; undefined where it fails, at the token of `failedAt`. */
  whole<Result>(rule: () => Result): Result | undefined {
    try {
      const result = rule();
      return this.ahead(1).is(EOF) ? result : undefined;
    } catch (failure) {
      if (failure === REFUSAL) return undefined;
      throw failure;
    }
  }

  /** The place, among all tokens, of the one that could not be read. */
  get failedAt(): number {
    return this.position;
  }

  /** Ends the parse; does nothing while the grammar is analysed. */
  protected refuse(): never {
    if (this.analyse) return undefined as never;
    throw REFUSAL;
  }

  /** The k-th token ahead. */
  protected ahead(k: number): T.Token {
    return this.tokens[this.position + k - 1] ?? NO_TOKEN;
  }

  /** Puts another token in the place of the next one. */
  protected replaceNext(token: T.Token): void {
    this.tokens[this.position] = token;
  }

  protected override performSelfAnalysis(): void {
    if (this.analyse) super.performSelfAnalysis();
  }

  protected override RULE<Rule extends (...args: never[]) => unknown>(
    name: string,
    implementation: Rule,
  ): ParserMethod<Parameters<Rule>, ReturnType<Rule>> {
    if (this.analyse) return super.RULE(name, implementation);
    let tables: RuleTables | undefined;
    const parse = implementation as unknown as (argument: unknown) => ReturnType<Rule>;
    const rule = (argument: unknown) => {
      const caller = this.rule;
      tables ??= tablesOf(this.lookahead[name] ?? {});
      this.rule = tables;
      const result = parse(argument);
      this.rule = caller;
      return result;
    };
    return rule as ParserMethod<unknown[], ReturnType<Rule>>;
  }

  protected override ACTION<Result>(action: () => Result): Result {
    return action();
  }

  protected override SUBRULE<Arguments extends unknown[], Result>(
    rule: ParserMethod<Arguments, Result>,
    options?: SubruleMethodOpts<Arguments>,
  ): Result {
    const parse = rule as ParserMethod<unknown[], Result>;
    return parse(options === undefined ? undefined : options.ARGS?.[0]);
  }

  protected override SUBRULE2<Arguments extends unknown[], Result>(
    rule: ParserMethod<Arguments, Result>,
    options?: SubruleMethodOpts<Arguments>,
  ): Result {
    return this.SUBRULE(rule, options);
  }

  protected override SUBRULE3<Arguments extends unknown[], Result>(
    rule: ParserMethod<Arguments, Result>,
  ): Result {
    return this.SUBRULE(rule);
  }

  protected override SUBRULE4<Arguments extends unknown[], Result>(
    rule: ParserMethod<Arguments, Result>,
  ): Result {
    return this.SUBRULE(rule);
  }

  protected override CONSUME(type: TokenType): T.Token {
    return this.read(type);
  }

  protected override CONSUME2(type: TokenType): T.Token {
    return this.read(type);
  }

  protected override CONSUME3(type: TokenType): T.Token {
    return this.read(type);
  }

  protected override OPTION<Result>(part: Part<Result>): Result | undefined {
    return this.perhaps(this.rule!.options[0]!, part);
  }

  protected override OPTION2<Result>(part: Part<Result>): Result | undefined {
    return this.perhaps(this.rule!.options[2]!, part);
  }

  protected override OPTION3<Result>(part: Part<Result>): Result | undefined {
    return this.perhaps(this.rule!.options[3]!, part);
  }

  protected override OPTION4<Result>(part: Part<Result>): Result | undefined {
    return this.perhaps(this.rule!.options[4]!, part);
  }

  protected override MANY(part: Part<unknown>): void {
    this.repeat(this.rule!.repetitions[0]!, part);
  }

  protected override OR<Result>(alternatives: Alternatives<Result>): Result {
    return this.choose(this.rule!.choices[0]!, alternatives as IOrAlt<Result>[]);
  }

  protected override OR2<Result>(alternatives: Alternatives<Result>): Result {
    return this.choose(this.rule!.choices[2]!, alternatives as IOrAlt<Result>[]);
  }

  private read(type: TokenType): T.Token {
    const token = this.tokens[this.position]!;
    if (!token.isA(type)) throw REFUSAL;
    this.position++;
    return token;
  }

  private starts(table: Starts): boolean {
    return table[this.tokens[this.position]!.tokenTypeIdx] === 1;
  }

  private perhaps<Result>(table: Starts, part: Part<Result>): Result | undefined {
    if (!this.starts(table)) return undefined;
    if (typeof part === "function") return part();
    return part.GATE === undefined || part.GATE() ? part.DEF() : undefined;
  }

  private repeat(table: Starts, part: Part<unknown>): void {
    if (typeof part === "function") {
      while (this.starts(table)) part();
      return;
    }
    while (this.starts(table) && (part.GATE === undefined || part.GATE())) part.DEF();
  }

  /** Where alternatives begin alike, the first one whose gate is open. */
  private choose<Result>(choice: Choice, alternatives: readonly IOrAlt<Result>[]): Result {
    const type = this.tokens[this.position]!.tokenTypeIdx;
    for (let at = choice.first[type]!; at < alternatives.length; at++) {
      const { GATE, ALT } = alternatives[at]!;
      if (choice.alternatives[at]![type] === 1 && (GATE === undefined || GATE())) return ALT();
    }
    throw REFUSAL;
  }
}
