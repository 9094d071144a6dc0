import { NO_SPAN } from "../../grammar/index.js";
import type { Constant, FunctionIr, Ir, MakeObject, Operation, Optional, Project } from "../ir/ir.js";
import { freeVariables, placeKey } from "../ir/variables.js";
import type { ComparisonOperator, Condition } from "./condition.js";
import type { ElementFields, FieldKind } from "./elementFields.js";
import { elementUse, isElement, isElementPlace } from "./elementUse.js";
import { isFixed } from "./operand.js";

/** What is known of a predicate over documents, found out once for each piece of code and collection. */
export interface PredicateFacts {
  /** `a && b && c` in parts, which are evaluated in this order up to the first that does not hold. */
  readonly conjuncts: readonly Conjunct[];
  /** Parts that look at no document: their values decide whether an index helps. */
  readonly operands: readonly Ir[];
  /** Lists of `includes`: it exists on arrays only. */
  readonly lists: readonly Ir[];
  /** True where some `==` compares two things of the document, or `??` asks whether something exists. */
  readonly looksAround: boolean;
  /** True where declared types were believed, which documents of earlier times may not have. */
  readonly usesTypes: boolean;
}

export interface Conjunct {
  /** What an index could serve; undefined where nothing is known. */
  readonly condition: Condition | undefined;
  /** True where evaluating it on a stored document cannot fail, and gives Boolean or null. engine §4 */
  readonly isTotal: boolean;
  readonly code: Ir;
  /** The stored fields by which it looks at the document; undefined where it does more with it. */
  readonly fields: ReadonlySet<string> | undefined;
  readonly equality: Equality | undefined;
}

/** `.order!.customer == c`: what depends on stored fields alone, against what is the same for all documents. */
export interface Equality {
  readonly key: Ir;
  readonly operand: Ir;
}

/** What is known of a predicate; undefined of what takes no single document. */
export function predicateFacts(code: FunctionIr, fields: ElementFields): PredicateFacts | undefined {
  if (code.parameterCount !== 1 || code.variadic) return undefined;
  const analysis = new Analysis(fields);
  const conjuncts = parts(body(code.body), "and").map((part) => analysis.conjunct(part));
  const { operands, lists, looksAround, usesTypes } = analysis;
  return { conjuncts, operands, lists, looksAround, usesTypes };
}

/** Of which documents a function may be left out, since it cannot fail on them and shows nothing. engine §4 */
export type Totality = "never" | "present" | "always";

/** `present`: where declared types were believed, which documents of earlier times may not have. */
export function totalityOf(code: FunctionIr, fields: ElementFields): Totality {
  if (code.parameterCount !== 1 || code.variadic) return "never";
  const analysis = new Analysis(fields);
  if (!analysis.isTotalShape(body(code.body))) return "never";
  return analysis.usesTypes || analysis.looksAround ? "present" : "always";
}

/** The path that a key function reads of its document: `.a.b`; undefined for all other functions. */
export function keyPath(code: FunctionIr, fields: ElementFields): readonly string[] | undefined {
  if (code.parameterCount !== 1 || code.variadic) return undefined;
  return new Analysis(fields).storedPath(body(code.body));
}

/** Without the braces of a block of one step. */
export function body(ir: Ir): Ir {
  return ir.kind === "sequence" && ir.steps.length === 1 ? body(ir.steps[0]!.value) : ir;
}

function parts(ir: Ir, kind: "and" | "or"): readonly Ir[] {
  return ir.kind === kind ? [...parts(body(ir.left), kind), ...parts(body(ir.right), kind)] : [ir];
}

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "==": "==",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** What a bare `.flag` is compared with. */
const TRUE: Constant = { kind: "constant", value: { kind: "boolean", value: true }, span: NO_SPAN };

function negation(part: Condition | undefined): Condition | undefined {
  return part && { kind: "not", part };
}

function equalityOf(ir: Ir): Equality | undefined {
  if (ir.kind !== "operation" || ir.operator.text !== "==" || ir.right === undefined) return undefined;
  const { left, right } = ir;
  if (isFixed(right)) return isOfElement(left) ? { key: left, operand: right } : undefined;
  return isFixed(left) && isOfElement(right) ? { key: right, operand: left } : undefined;
}

function isOfElement(ir: Ir): boolean {
  const variables = freeVariables(ir);
  return variables.length > 0 && variables.every(isElementPlace);
}

class Analysis {
  readonly operands: Ir[] = [];
  readonly lists: Ir[] = [];
  looksAround = false;
  usesTypes = false;
  /** What `?.` found, by the place in the frame where it lies. */
  private readonly links = new Map<string, readonly string[]>();

  constructor(private readonly fields: ElementFields) {}

  conjunct(ir: Ir): Conjunct {
    const isTotal = this.isTotalBoolean(ir);
    const condition = isTotal ? this.condition(ir) : undefined;
    const fields = elementUse(ir, this.fields);
    const equality = isTotal || fields === undefined ? undefined : equalityOf(body(ir));
    return { condition, isTotal, code: ir, fields, equality };
  }

  private condition(ir: Ir): Condition | undefined {
    switch (ir.kind) {
      case "and":
      case "or": {
        const conditions = parts(ir, ir.kind).map((part) => this.condition(part));
        return conditions.every((each) => each !== undefined)
          ? { kind: ir.kind, parts: conditions }
          : undefined;
      }
      case "operation":
        return this.comparison(ir);
      case "methodCall": {
        const path = isIncludes(ir) ? this.storedPath(ir.args[0]!) : undefined;
        return path && { kind: "membership", path, list: ir.receiver };
      }
      case "sequence":
        return this.condition(body(ir));
      default: {
        const path = this.storedPath(ir);
        return path && { kind: "comparison", path, operator: "==", operand: TRUE };
      }
    }
  }

  private comparison({ operator: { text }, left, right }: Operation): Condition | undefined {
    if (right === undefined) return negation(this.condition(body(left)));
    if (text === "!=") return negation(this.compared("==", left, right));
    return isComparison(text) ? this.compared(text, left, right) : undefined;
  }

  private compared(operator: ComparisonOperator, left: Ir, right: Ir): Condition | undefined {
    const path = this.storedPath(left);
    if (path !== undefined && isFixed(right)) return { kind: "comparison", path, operator, operand: right };
    const other = this.storedPath(right);
    if (other === undefined || !isFixed(left)) return undefined;
    return { kind: "comparison", path: other, operator: FLIPPED[operator], operand: left };
  }

  /** Proved to give a Boolean, and not to fail. */
  private isTotalBoolean(ir: Ir): boolean {
    switch (ir.kind) {
      case "constant":
        return ir.value.kind === "boolean";
      case "and":
      case "or":
        return this.isTotalBoolean(ir.left) && this.isTotalBoolean(ir.right);
      case "sequence":
        return ir.steps.length === 1 && this.isTotalBoolean(body(ir));
      case "operation":
        if (ir.right === undefined) return ir.operator.text === "!" && this.isTotalBoolean(ir.left);
        return this.isTotalComparison(ir.operator.text, ir.left, ir.right);
      case "methodCall":
        if (!isIncludes(ir) || !isFixed(ir.receiver) || !this.isTotalValue(ir.args[0]!)) return false;
        this.lists.push(ir.receiver);
        return true;
      default:
        return this.isBooleanField(ir);
    }
  }

  private isTotalComparison(operator: string, left: Ir, right: Ir): boolean {
    if (operator !== "!=" && !isComparison(operator)) return false;
    const operands = [left, right].filter((each) => isFixed(each));
    if (!operands.includes(left) && !this.isTotalValue(left)) return false;
    if (!operands.includes(right) && !this.isTotalValue(right)) return false;
    this.operands.push(...operands);
    if (operands.length === 0) this.looksAround = true;
    return true;
  }

  private isTotalValue(ir: Ir): boolean {
    if (ir.kind === "constant" || this.storedPath(ir) !== undefined) return true;
    if (ir.kind !== "coalesce") return false;
    this.looksAround = true;
    return this.isTotalValue(ir.left) && this.isTotalValue(ir.right);
  }

  /** A value of the document, or one that was captured, or an object or array of such. */
  isTotalShape(ir: Ir): boolean {
    switch (ir.kind) {
      case "object":
        return ir.fields.every(({ value }) => this.isTotalShape(body(value)));
      case "array":
        return ir.elements.every((element) => this.isTotalShape(body(element)));
      case "variable":
        return ir.place.part !== "local";
      case "project":
        return this.isTotalPart(ir);
      default:
        return this.isTotalValue(ir);
    }
  }

  /** `.address { city, country }` */
  private isTotalPart({ base, code }: Project): boolean {
    const path = this.storedPath(body(base));
    const made = body(code.body);
    const isPlain = ({ value }: MakeObject["fields"][number]) => {
      const field = body(value);
      return field.kind === "select" && isElement(body(field.receiver));
    };
    return (
      path !== undefined &&
      this.isOnly(path, ["Object", "Null"]) &&
      made.kind === "object" &&
      made.fields.every(isPlain)
    );
  }

  private isBooleanField(ir: Ir): boolean {
    const path = this.storedPath(ir);
    if (path === undefined || !this.isOnly(path, ["Boolean"])) return false;
    this.operands.push(TRUE);
    return true;
  }

  /** `.a`, and `.a.b` where `a` is proved to be an object. */
  storedPath(ir: Ir): readonly string[] | undefined {
    if (ir.kind === "sequence") return ir.steps.length === 1 ? this.storedPath(body(ir)) : undefined;
    if (ir.kind === "optional") return this.optionalPath(ir);
    if (ir.kind !== "select") return undefined;
    const name = ir.field.text;
    const receiver = body(ir.receiver);
    if (isElement(receiver)) return this.fields.isStored(name) ? [name] : undefined;
    if (receiver.kind === "variable") {
      const link = this.links.get(placeKey(receiver.place));
      return link && [...link, name];
    }
    const outer = this.storedPath(receiver);
    return outer !== undefined && this.isOnly(outer, ["Object"]) ? [...outer, name] : undefined;
  }

  /** `.a?.b` */
  private optionalPath({ receiver, place, rest, required, index }: Optional): readonly string[] | undefined {
    const outer = this.storedPath(receiver);
    if (outer === undefined || required !== undefined || index.length > 0) return undefined;
    if (!this.isOnly(outer, ["Object", "Null"])) return undefined;
    this.links.set(placeKey(place), outer);
    return this.storedPath(rest);
  }

  /** Whether declared types prove that a path has values of these kinds. */
  private isOnly(path: readonly string[], allowed: readonly FieldKind[]): boolean {
    const kinds = this.fields.kindsOf(path);
    if (kinds === undefined || ![...kinds].every((kind) => allowed.includes(kind))) return false;
    this.usesTypes = true;
    return true;
  }
}

function isComparison(operator: string): operator is ComparisonOperator {
  return operator in FLIPPED;
}

function isIncludes(ir: Extract<Ir, { kind: "methodCall" }>): boolean {
  return ir.method.text === "includes" && ir.args.length === 1;
}
