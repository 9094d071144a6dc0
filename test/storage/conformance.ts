import { describe } from "vitest";
import { changesLaws } from "./laws/changes.js";
import { commitLaws } from "./laws/commit.js";
import { countsLaws } from "./laws/counts.js";
import { documentsLaws } from "./laws/documents.js";
import { entriesLaws } from "./laws/entries.js";
import { pruningLaws } from "./laws/pruning.js";
import { timeLaws } from "./laws/time.js";
import type { OpenStore } from "./openStore.js";

/** The laws of `Storage`, on one store. Each test gets an empty one. */
export function conformance(name: string, open: OpenStore): void {
  describe(name, () => {
    timeLaws(open);
    documentsLaws(open);
    entriesLaws(open);
    commitLaws(open);
    changesLaws(open);
    countsLaws(open);
    pruningLaws(open);
  });
}
