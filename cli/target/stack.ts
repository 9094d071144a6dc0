import type { WorkerOptions } from "node:worker_threads";

/**
 * The language allows 2,048 nested calls, which take more machine stack than Node gives its main thread. Threads get
 * as much as they ask for. engine §6
 */
export const LARGE_STACK: WorkerOptions["resourceLimits"] = { stackSizeMb: 64 };
