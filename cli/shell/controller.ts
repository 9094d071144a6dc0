import type { Theme } from "../terminal/terminal.js";
import { isDotCommand, runDotCommand, type ShellAction } from "./dotCommands.js";
import { drawQuery } from "./draw.js";
import { bufferOf } from "./editing/buffer.js";
import type { Key } from "./editing/keys.js";
import { openMenu } from "./editing/menu.js";
import { emptyPrompt, type Prompt, press, type Request } from "./editing/prompt.js";
import type { History } from "./history.js";
import type { Insight, Remark } from "./insight.js";
import type { Outcome, Session } from "./session.js";

export interface ShellParts {
  readonly session: Session;
  readonly history: History;
  readonly insight: Insight;
  readonly theme: Theme;
}

/** Where the shell is shown. */
export interface Screen {
  /** Above the prompt, for good. */
  write(text: string): void;
  leave(): void;
}

/** What is shown at the moment. */
export interface ShellState {
  readonly prompt: Prompt;
  /** A query is under way; keys wait. */
  readonly running: boolean;
  /** Ctrl+C was pressed once. */
  readonly interrupted: boolean;
  /** What the type checker says of the query as it is. */
  readonly remark: Remark | undefined;
  readonly left: boolean;
}

const CLEAR_SCREEN = "\u001b[2J\u001b[3J\u001b[H";
const REMARK_DELAY_MS = 60;

/** Takes keys, runs what is written, and tells whoever draws. */
export class ShellController {
  state: ShellState;
  private readonly waiting: Key[] = [];
  private readonly listeners = new Set<() => void>();
  private remarkTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly parts: ShellParts,
    private readonly screen: Screen,
  ) {
    this.state = {
      prompt: emptyPrompt(parts.history.entries),
      running: false,
      interrupted: false,
      remark: undefined,
      left: false,
    };
  }

  /** Calls back on every change. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  press(key: Key): void {
    const isInterrupt = key.control && key.text === "c";
    if (this.state.running) {
      if (isInterrupt) this.interruptRunning();
      else this.waiting.push(key);
      return;
    }
    const { prompt, request } = press(this.state.prompt, key);
    const { buffer } = this.state.prompt;
    this.change({ prompt, interrupted: this.state.interrupted && isInterrupt });
    if (prompt.buffer !== buffer) this.remarkSoon();
    if (request !== undefined) this.answer(request);
  }

  private change(change: Partial<ShellState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  private answer(request: Request): void {
    switch (request) {
      case "submit":
        void this.submit();
        return;
      case "leave":
        this.leave();
        return;
      case "interrupt":
        this.interrupt();
        return;
      case "clear":
        this.screen.write(CLEAR_SCREEN);
        return;
      case "complete":
      case "refine":
        void this.complete(request);
        return;
    }
  }

  private async submit(): Promise<void> {
    const { session, history } = this.parts;
    const { text } = this.state.prompt.buffer;
    if (text.trim() === "") return;
    clearTimeout(this.remarkTimer);
    this.change({
      prompt: { ...this.state.prompt, buffer: bufferOf(text) },
      running: true,
      remark: undefined,
    });
    const outcome: Outcome & { readonly action?: ShellAction } = isDotCommand(text)
      ? await runDotCommand(session, text)
      : await session.run(text);
    await history.add(text);
    if (this.state.left) return;
    this.change({ running: false, interrupted: false, prompt: this.freshPrompt() });
    this.screen.write(this.transcript(text, outcome));
    if (outcome.action === "clear") this.screen.write(CLEAR_SCREEN);
    if (outcome.action === "exit") this.leave();
    for (const key of this.waiting.splice(0)) this.press(key);
  }

  /** What stays on the screen of a query. */
  private transcript(text: string, { text: result, notes, footer }: Outcome): string {
    const parts = [...this.echo(text)];
    for (const part of [notes, result]) if (part !== "") parts.push(part);
    if (footer !== "") parts.push(this.parts.theme("dim", footer));
    return `${parts.join("\n")}\n\n`;
  }

  private echo(text: string): readonly string[] {
    return drawQuery(bufferOf(text), this.parts.theme, false);
  }

  private freshPrompt(): Prompt {
    return { ...emptyPrompt(this.parts.history.entries), cut: this.state.prompt.cut };
  }

  /** Drops what is written; where nothing is, the second time leaves. */
  private interrupt(): void {
    const { text } = this.state.prompt.buffer;
    if (text === "" && this.state.interrupted) {
      this.leave();
      return;
    }
    this.change({ prompt: this.freshPrompt(), interrupted: text === "", remark: undefined });
    if (text !== "") this.screen.write(`${this.echo(text).join("\n")}\n\n`);
  }

  private interruptRunning(): void {
    if (this.state.interrupted) this.leave();
    else this.change({ interrupted: true });
  }

  private leave(): void {
    clearTimeout(this.remarkTimer);
    this.change({ left: true });
    this.screen.leave();
  }

  private async complete(request: "complete" | "refine"): Promise<void> {
    const { buffer } = this.state.prompt;
    const menu = await this.parts.insight.completions(buffer);
    if (menu === undefined || this.state.prompt.buffer !== buffer) return;
    const opened = request === "complete" ? openMenu(buffer, menu) : { menu };
    this.change({ prompt: { ...this.state.prompt, ...opened } });
    this.remarkSoon();
  }

  /** Types are looked up when the fingers rest. */
  private remarkSoon(): void {
    clearTimeout(this.remarkTimer);
    this.remarkTimer = setTimeout(async () => {
      const { buffer } = this.state.prompt;
      const remark = await this.parts.insight.remark(buffer);
      if (this.state.prompt.buffer === buffer && !this.state.running) this.change({ remark });
    }, REMARK_DELAY_MS);
  }
}
