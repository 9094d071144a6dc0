import type { Expression, LambdaSource } from "../../grammar/index.js";
import { type AccessChoice, Lambda, type PlanObserver } from "../call/index.js";
import type { SetShapeOf } from "../operators/index.js";
import { kindOf, type SetValue, type Value } from "../values/index.js";
import type { ReadCounts } from "./countReads.js";
import type { ExplainedOperator, Explanation } from "./explanation.js";

interface Node {
  readonly operator: string;
  readonly detail: string;
  readonly shape: unknown;
  choice: AccessChoice | undefined;
  rows: number;
  pages: number;
  documents: number;
  entries: number;
  milliseconds: number;
  readonly inputs: Node[];
}

interface Open {
  readonly node: Node;
  readonly started: number;
  readonly documents: number;
  readonly entries: number;
}

/** Collects what the operators of a run did into trees: pages of one operator below another add up. */
export class PlanRecorder implements PlanObserver {
  private readonly roots: Node[] = [];
  private readonly open: Open[] = [];

  constructor(
    private readonly counts: ReadCounts,
    private readonly now: () => number,
    private readonly collectionName: (id: number) => string,
  ) {}

  begin(operator: string, set: SetValue): void {
    const siblings = this.siblings();
    const detail = this.detailOf(operator, set);
    let node = siblings.find(
      (each) => each.operator === operator && each.detail === detail && each.shape === set.shape,
    );
    if (node === undefined) {
      node = newNode(operator, detail, set.shape);
      siblings.push(node);
    }
    const { documents, entries } = this.counts;
    this.open.push({ node, started: this.now(), documents, entries });
  }

  end(rows: number | undefined): void {
    const { node, started, documents, entries } = this.open.pop()!;
    const isIdle = this.counts.documents === documents && this.counts.entries === entries;
    if (rows === undefined && isIdle && node.pages === 0) {
      const siblings = this.siblings();
      siblings.splice(siblings.indexOf(node), 1);
      return;
    }
    node.rows += rows ?? 0;
    node.pages += 1;
    node.documents += this.counts.documents - documents;
    node.entries += this.counts.entries - entries;
    node.milliseconds += this.now() - started;
  }

  private siblings(): Node[] {
    return this.open[this.open.length - 1]?.node.inputs ?? this.roots;
  }

  /** What varies in the last operator of a set, or in all that an indexed filter does, as text. */
  private detailOf(kind: string, set: SetValue): string {
    const { operator } = set.shape as SetShapeOf;
    if (operator.kind === "documents") return this.collectionName(operator.collection);
    if (operator.kind === "indexScan") return `${this.collectionName(operator.collection)}.${operator.index}`;
    const texts = detailTexts(kind, set);
    const text = texts.join(", ").replaceAll(/\s+/g, " ");
    return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL - 1)}…` : text;
  }

  chose(choice: AccessChoice): void {
    const { node } = this.open[this.open.length - 1]!;
    const earlier = node.choice;
    const used = earlier !== undefined && earlier.accesses.length > 0 ? earlier : choice;
    node.choice = { ...used, advice: earlier?.advice ?? choice.advice };
  }

  explanation(): Explanation {
    const { documents, entries } = this.counts;
    return {
      plans: this.roots.flatMap(shownNodes).map(explained),
      rules: rulesOf(this.roots),
      documentsRead: documents,
      entriesRead: entries,
    };
  }
}

function newNode(operator: string, detail: string, shape: unknown): Node {
  return {
    operator,
    detail,
    shape,
    choice: undefined,
    rows: 0,
    pages: 0,
    documents: 0,
    entries: 0,
    milliseconds: 0,
    inputs: [],
  };
}

/** What is read as another set is that other set. */
function shownNodes(node: Node): readonly Node[] {
  return node.operator === "rewritten" ? node.inputs.flatMap(shownNodes) : [node];
}

function explained(node: Node): ExplainedOperator {
  const { choice } = node;
  const inputs = node.inputs.flatMap(shownNodes);
  const below = (key: "documents" | "entries") => inputs.reduce((sum, each) => sum + each[key], 0);
  return {
    operator: node.operator.charAt(0).toUpperCase() + node.operator.slice(1),
    detail: node.detail,
    accesses: choice?.accesses ?? [],
    estimatedRows: choice?.estimate === undefined ? undefined : Math.round(choice.estimate),
    rows: node.rows,
    pages: node.pages,
    documentsRead: node.documents - below("documents"),
    entriesRead: node.entries - below("entries"),
    milliseconds: node.milliseconds,
    advice: choice?.advice,
    inputs: inputs.map(explained),
  };
}

/** Names of operators of consumers that only count: `rowCount`, `matchCount`, `countTake`. */
const COUNTS = /^count|Count$/;

function rulesOf(nodes: readonly Node[]): readonly string[] {
  const rules = new Set<string>();
  const visit = (shape: SetShapeOf) => {
    for (const name of shape.plan?.logical.fired ?? []) rules.add(name);
    shape.inputs.forEach(visit);
  };
  const walk = (node: Node) => {
    const shape = node.shape as SetShapeOf;
    visit(shape);
    if (COUNTS.test(node.operator)) for (const name of shape.plan?.logicalCount.fired ?? []) rules.add(name);
    node.inputs.forEach(walk);
  };
  nodes.forEach(walk);
  return [...rules];
}

const LONGEST_DETAIL = 70;

/** Operators that do the work of several filters. */
const OF_FILTERS: ReadonlySet<string> = new Set(["indexedFilter", "indexFilter", "matchCount", "entryCount"]);

function detailTexts(kind: string, set: SetValue): readonly string[] {
  if (OF_FILTERS.has(kind)) return stepTexts(set);
  const { operator } = set.shape as SetShapeOf;
  if (operator.kind === "sort") {
    return argumentTexts(set).map((key, i) => (operator.directions[i] === "desc" ? `desc(${key})` : key));
  }
  if (kind === "topN") return [...argumentTexts(set), ...detailTexts("sort", set.slots[0] as SetValue)];
  return argumentTexts(set);
}

function stepTexts(set: SetValue): readonly string[] {
  const { operator, inputs } = set.shape as SetShapeOf;
  if (inputs.length === 0) return [];
  const below = stepTexts(set.slots[0] as SetValue);
  return operator.kind === "filter" ? [...below, ...argumentTexts(set)] : [...below, operator.kind];
}

function argumentTexts(set: SetValue): readonly string[] {
  const { inputs } = set.shape as SetShapeOf;
  return set.slots.slice(inputs.length).map(slotText);
}

/** Its span holds what is projected too. */
function isProjection(
  source: LambdaSource,
): source is LambdaSource & { readonly body: Extract<Expression, { kind: "object" }> } {
  return source.body.kind === "object" && source.body.span === source.span;
}

function slotText(slot: Value): string {
  if (slot instanceof Lambda) {
    const { source, text } = slot.code;
    if (isProjection(source)) return `{ ${source.body.fields.map(({ name }) => name.text).join(", ")} }`;
    return text.text?.slice(source.span.start, source.span.end) ?? "…";
  }
  return typeof slot === "number" || typeof slot === "boolean" ? String(slot) : kindOf(slot);
}
