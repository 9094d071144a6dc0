import type { FunctionItem } from "../../ast/index.js";
import { spanOver } from "../../span.js";
import type { FunctionBody, Member, Parameter } from "../member.js";
import { problems, type Report, reasons } from "../problems.js";
import { readAnnotations } from "./annotations.js";
import { refuseDefaults } from "./types.js";

/** `@role(server) function f(a: Int, ...b: Int): Int { … }`. spec/02 §1.3 */
export function readFunction(member: Member, body: FunctionBody, report: Report): FunctionItem | undefined {
  const { alias, role } = readAnnotations(member, ["alias", "role"], report);
  const { name, parameters, rest, result } = body;
  const all = rest === undefined ? parameters : [...parameters, rest];
  for (const parameter of all) refuseDefaults(parameter.type, report);
  refuseDefaults(result, report);
  checkTypes(body, all, report);
  if (!("kind" in body.body)) {
    report(problems.expectedFunction(body.body));
    return undefined;
  }
  return {
    kind: "function",
    name,
    alias,
    role,
    parameters,
    rest,
    result,
    body: body.body,
    signatureSpan: spanOver(body.parametersSpan, result?.span ?? body.parametersSpan),
    span: member.span,
  };
}

/** A function is typed wholly or not at all, which its first argument decides. spec/02 §2 */
function checkTypes(body: FunctionBody, parameters: readonly Parameter[], report: Report): void {
  const [first, ...others] = parameters;
  if (first === undefined) return;
  const isTyped = first.type !== undefined;
  const reason = first.type
    ? reasons.typedArgument(first.type.span)
    : reasons.untypedArgument(first.name.span);
  for (const other of others) {
    if ((other.type !== undefined) !== isTyped) report(problems.argumentTypes(other.name.span, reason));
  }
  if (isTyped && body.result === undefined) report(problems.returnTypeRequired(body.closing, reason));
  if (!isTyped && body.result !== undefined) report(problems.returnTypeNotAllowed(body.result.span, reason));
}
