import { COLLATION_VERSION } from "./collation/table.js";

/** What the encodings of a store are called: another collation or layout of rows is another format. */
export const FORMAT = `coppice 1, collation ${COLLATION_VERSION}`;
