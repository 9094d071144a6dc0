import {
  editLine,
  type FunctionItem,
  printBlock,
  printFunctionSignature,
  printSchemaItem,
  printSchemaName,
  type SchemaItem,
  skipAnySpace,
  type TextRange,
} from "../../../grammar/index.js";
import type { SourceFile } from "../files/sourceFiles.js";
import type { ElementChange, ItemChanges, ItemDiff, SlotChange } from "./diffItems.js";
import type { SchemaElement } from "./element.js";

export const MAIN_FILE = "main.fsl";

/** What a generated file begins with. spec/02 §5 */
export const PREAMBLE =
  "// The following schema is auto-generated.\n" +
  "// This file contains FSL for FQL10-compatible schema items.\n\n";

/** An edit of one file: `apply` is given the text as the edits behind it left it. */
interface Edit {
  readonly filename: string;
  readonly position: number;
  /** What comes behind the last element of a block must not get between that element and its new value. */
  readonly isInsertion: boolean;
  apply(text: string): string;
}

/**
 * Files in which nothing but the differences was edited. New items go to the end of `main.fsl`. Edits are applied from
 * the end of a text backwards, so that places stay valid. spec/02 §5
 */
export function patchFiles(files: readonly SourceFile[], diffs: readonly ItemDiff[]): readonly SourceFile[] {
  const edits = diffs
    .flatMap(editsOf)
    .sort((a, b) => b.position - a.position || Number(b.isInsertion) - Number(a.isInsertion));
  const added = diffs.flatMap((diff) => (diff.kind === "added" ? [diff.item] : []));
  const edited = files.map(({ filename, content }) => ({
    filename,
    content: edits
      .filter((edit) => edit.filename === filename)
      .reduce((text, edit) => edit.apply(text), content),
  }));
  if (added.length === 0) return edited;
  const hasMain = edited.some(({ filename }) => filename === MAIN_FILE);
  const withMain = hasMain ? edited : [...edited, { filename: MAIN_FILE, content: PREAMBLE }];
  return withMain.map((file) =>
    file.filename === MAIN_FILE ? { ...file, content: added.reduce(withItem, file.content) } : file,
  );
}

function withItem(text: string, item: SchemaItem): string {
  const printed = printSchemaItem(item);
  if (text.trim() === "" || text === PREAMBLE) return text === PREAMBLE ? text + printed : printed;
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  return `${text}\n${lastLine.trim() === "" ? "" : "\n"}${printed}`;
}

function editsOf(diff: ItemDiff): readonly Edit[] {
  switch (diff.kind) {
    case "added":
      return [];
    case "removed":
      return [removal(diff.item, diff.item.span)];
    case "modified":
      return [
        ...(diff.isRenamed
          ? [replacement(diff.before, diff.before.name.span, printSchemaName(diff.after.name.text))]
          : []),
        ...diff.elements.flatMap((change) => elementEdits(diff.before, change)),
        ...functionEdits(diff),
      ];
  }
}

function functionEdits({ before, after, signature, body }: ItemChanges): readonly Edit[] {
  const edits: Edit[] = [];
  if (signature) {
    const { signatureSpan } = before as FunctionItem;
    edits.push(replacement(before, signatureSpan, printFunctionSignature(after as FunctionItem)));
  }
  if (body)
    edits.push(
      replacement(before, (before as FunctionItem).body.span, printBlock((after as FunctionItem).body)),
    );
  return edits;
}

function elementEdits(item: SchemaItem, change: ElementChange): readonly Edit[] {
  switch (change.kind) {
    case "added":
      return [addition(item, change.element)];
    case "removed":
      return [removal(item, change.element.span)];
    case "changed": {
      const { before, slots, parts } = change;
      return [
        ...slots.map((each) => slotEdit(item, each)),
        ...parts.flatMap((part) =>
          part.kind === "added"
            ? insertion(item, before.bodySpan!, part.element.text, 4)
            : elementEdits(item, part),
        ),
      ];
    }
  }
}

function addition(item: SchemaItem, element: SchemaElement): Edit {
  if (element.kind === "alias" || (element.kind === "role" && item.kind === "function")) {
    const position = skipAnySpace(item.span.source.text!, item.span.start);
    return {
      filename: filenameOf(item),
      position,
      isInsertion: true,
      apply: (text) => `${text.slice(0, position)}${element.text}\n${text.slice(position)}`,
    };
  }
  return insertion(item, bodyOf(item), element.text, 2);
}

function bodyOf(item: SchemaItem): TextRange {
  if (item.kind === "function") throw new Error("a function has no block of elements");
  return item.bodySpan;
}

/** Before the closing brace of a block. */
function insertion(item: SchemaItem, body: TextRange, element: string, indent: number): Edit {
  const position = item.span.source.text!.slice(0, body.end - 1).trimEnd().length;
  return {
    filename: filenameOf(item),
    position,
    isInsertion: true,
    apply(text) {
      const rest = text.slice(position);
      const end = rest.startsWith("\n") ? "" : "\n";
      return `${text.slice(0, position)}\n${" ".repeat(indent)}${element}${end}${rest}`;
    },
  };
}

function slotEdit(item: SchemaItem, { before, after }: SlotChange): Edit {
  if (before.text === undefined) {
    const { end } = before;
    return replacement(item, { start: end, end }, `${before.prefix}${after.text}`);
  }
  if (after.text === undefined) {
    return replacement(item, { start: before.removeFrom, end: before.end }, "");
  }
  return replacement(item, before, after.text);
}

function replacement(item: SchemaItem, { start, end }: TextRange, by: string): Edit {
  return {
    filename: filenameOf(item),
    position: start,
    isInsertion: false,
    apply: (text) => text.slice(0, start) + by + text.slice(end),
  };
}

function removal(item: SchemaItem, range: TextRange): Edit {
  return {
    filename: filenameOf(item),
    position: range.start,
    isInsertion: false,
    apply: (text) => editLine(text, range, ""),
  };
}

function filenameOf(item: SchemaItem): string {
  return item.span.source.name;
}
