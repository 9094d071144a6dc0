import { libraryModule } from "./part.js";

/** Modules that are only good for `isa`. spec/04 §9 */
export const docModule = libraryModule({ name: "Doc", doc: "Documents, for `isa`." });
export const eventSourceModule = libraryModule({ name: "EventSource", doc: "Event sources, for `isa`." });
export const setCursorModule = libraryModule({ name: "SetCursor", doc: "Cursors of sets, for `isa`." });
export const structModule = libraryModule({ name: "Struct", doc: "Objects, for `isa`." });
