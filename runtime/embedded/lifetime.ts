import { FqlError } from "./fqlError.js";

/** Whether a database is open. What is asked of it later fails, instead of finding it empty. */
export class Lifetime {
  private isOver = false;

  demandOpen(): void {
    if (this.isOver) throw new FqlError({ code: "database_closed", reason: "The database is closed" });
  }

  /** True for the first who ends it. */
  end(): boolean {
    const isFirst = !this.isOver;
    this.isOver = true;
    return isFirst;
  }
}
