import type { SourceFile } from "./sourceFiles.js";

/** spec/02 §9 */
const MAX_FILES = 1024;
const MAIN = "main.fsl";

/** What is wrong with the names or the number of uploaded files. spec/02 §9, §10 */
export function submissionProblem(files: readonly SourceFile[]): string | undefined {
  const invalid = files.find(({ filename }) => !filename.endsWith(".fsl") || filename.startsWith("*"));
  if (invalid !== undefined) return `Invalid filename \`${invalid.filename}\``;
  const names = new Set([MAIN, ...files.map((each) => each.filename)]);
  return names.size > MAX_FILES ? "Too many files" : undefined;
}

/**
 * The files that a database has after an upload. With `override` the uploaded ones are all; else others stay. A blank
 * file deletes the one of its name, if there is one. spec/02 §5, §10.2
 */
export function filesAfter(
  stored: readonly SourceFile[],
  uploaded: readonly SourceFile[],
  override: boolean,
): readonly SourceFile[] {
  const known = new Set(stored.map((each) => each.filename));
  const contents = new Map(uploaded.map(({ filename, content }) => [filename, content]));
  const kept = stored.flatMap((file) => {
    const content = contents.get(file.filename);
    if (content === undefined) return override ? [] : [file];
    return content.trim() === "" ? [] : [{ filename: file.filename, content }];
  });
  const added = [...contents].filter(([filename]) => !known.has(filename));
  return [...kept, ...added.map(([filename, content]) => ({ filename, content }))];
}
