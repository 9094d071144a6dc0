/** Calls back after that many milliseconds; returns how to call it off. */
export type StartTimer = (milliseconds: number, callback: () => void) => () => void;

export const hostTimer: StartTimer = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/** What a stream sleeps on: news, the end of its client, or a time. */
export class Wakening {
  private hasNews = false;
  private awake: (() => void) | undefined;

  constructor(
    private readonly signal: AbortSignal,
    private readonly startTimer: StartTimer,
  ) {
    signal.addEventListener("abort", () => this.wake());
  }

  /** True once nobody listens any more. */
  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** Something may have happened. */
  wake(): void {
    this.hasNews = true;
    this.awake?.();
  }

  /** From here on, news are what `wait` returns for: called before looking, so that nothing falls between. */
  listen(): void {
    this.hasNews = false;
  }

  /** True where something woke it, false where the time passed. */
  async wait(milliseconds: number): Promise<boolean> {
    if (this.hasNews || this.isOver) return true;
    await new Promise<void>((resolve) => {
      const stopTimer = this.startTimer(milliseconds, resolve);
      this.awake = () => {
        stopTimer();
        resolve();
      };
    });
    this.awake = undefined;
    return this.hasNews || this.isOver;
  }
}
