/** Work on a store that nobody waits for, of builds and of retention: ends before the store is closed. */
export class Background {
  private readonly running = new Set<Promise<unknown>>();
  /** True once no new work is to begin. */
  isOver = false;

  /** Notes work that is under way, and gives it back. */
  during<T>(work: Promise<T>): Promise<T> {
    const forget = () => {
      this.running.delete(ended);
    };
    const ended: Promise<void> = work.then(forget, forget);
    this.running.add(ended);
    return work;
  }

  /** Resolves when what is under way has ended. */
  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.running);
  }
}
