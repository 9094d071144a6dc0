export const COLLATION_VERSION = "0";
