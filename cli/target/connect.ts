import { embeddedTarget } from "./embeddedTarget.js";
import { remoteTarget } from "./remoteTarget.js";
import type { Target, TargetOptions } from "./target.js";

/** A server where one is named, else a fresh database in memory. */
export function connect(options: TargetOptions): Target {
  return options.url === undefined
    ? embeddedTarget(options.secret)
    : remoteTarget(options.url, options.secret);
}
