/** Fields of definitions that nobody sees: what is stored for indexes, and the floor of history. */
export const STORED_ENTRIES = "$entries";
export const HISTORY_FLOOR = "$floor";
/** What migrations did to the documents so far. */
export const MIGRATIONS = "$migrations";
/** What the migration of a staged schema will do to them. */
export const STAGED_STEPS = "$stagedSteps";
/** Names of indexes that become queryable when they are built. */
export const QUERYABLE_WHEN_BUILT = "$queryableWhenBuilt";
/** The number by which the store knows a child database; never reused. */
export const DATABASE_NUMBER = "$database";
/** The hash of a credential's password. */
export const PASSWORD_HASH = "$passwordHash";
/** The hash of a secret. */
export const SECRET_HASH = "$secretHash";
