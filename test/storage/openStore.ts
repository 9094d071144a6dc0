import type { Storage } from "../../runtime/storage/index.js";
import type { Timestamp } from "../../runtime/values/index.js";

/** The clock that a store under test is given. */
export interface TestClock {
  now: Timestamp;
}

export type OpenStore = (clock: TestClock) => Storage | Promise<Storage>;
