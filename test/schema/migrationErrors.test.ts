import { describe, expect, test } from "vitest";
import { Project } from "./project.js";

/** The errors of a push, each with what it marks: `message @ text`, hints indented, with what they put there. */
async function errorsOf(before: string, after: string, documents = ["{}"]): Promise<string> {
  const project = await Project.open(before);
  for (const each of documents) await project.run(`A.create(${each})`);
  return project.refusal(after);
}

describe("errors of rewinding (spec/02 §7.3)", () => {
  test.each<[string, string, string]>([
    ["backfill missing", "a: Int\nmigrations { backfill .b = 1 }", "Cannot backfill field `.b`, as it is not in the submitted schema @ .b"],
  ])("%s", async () => {});
});
