/** The person used the command wrongly: exit code 2. */
export class UsageError extends Error {}

/** The command could not do what it was asked for: exit code 1. */
export class CommandFailure extends Error {}
