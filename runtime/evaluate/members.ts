import type { Span } from "../../grammar/index.js";
import { BoundMethod, invoke, type Member, type Run, UserFunction } from "../call/index.js";
import {
  type FieldPlace,
  hintObjectRead,
  readableVersion,
  readField,
  referenceField,
} from "../documents/index.js";
import { invalidNullAccess } from "../problems/calls.js";
import { nullCreatedHere } from "../problems/nulls.js";
import { userFunctionDefinition } from "../stdlib/definitions.js";
import { documentMember } from "../stdlib/documents.js";
import { memberOf, moduleMember } from "../stdlib/library.js";
import {
  CALL_SITE,
  DocumentValue,
  isStruct,
  type Kind,
  kindOf,
  ModuleValue,
  Null,
  structGet,
  type Value,
} from "../values/index.js";

/** The library's (or collection's) member of that name, if the value has one. */
export function findMember(run: Run, receiver: Value, name: string): Member | undefined {
  if (receiver instanceof ModuleValue) return moduleMember(run, receiver, name);
  if (receiver instanceof DocumentValue) return documentMember(receiver, name);
  if (receiver instanceof UserFunction && name === "definition") return userFunctionDefinition;
  return memberOf(kindOf(receiver), name);
}

/** `findMember` of one name. */
export type MemberFinder = (run: Run, receiver: Value) => Member | undefined;

/** For one site, where receivers are usually of one kind, or one module. */
export function memberFinder(name: string): MemberFinder {
  let kind: Kind | undefined;
  let module: Value | undefined;
  let member: Member | undefined;
  return (run, receiver) => {
    const present = kindOf(receiver);
    // Modules keep their members as long as the schema holds, which code is linked for.
    if (present === kind && (present !== "Module" || receiver === module)) return member;
    const found = findMember(run, receiver, name);
    if (present !== "Document" && present !== "Function") {
      kind = present;
      module = present === "Module" ? receiver : undefined;
      member = found;
    }
    return found;
  };
}

/**
 * `x.name` for any value: a field or bound method of the type, else stored data; undefined where there is nothing of
 * that name. spec/05 §2 "Field"
 */
export function selectMember(
  run: Run,
  receiver: Value,
  name: string,
  place: FieldPlace,
  find: MemberFinder,
): Value | undefined {
  if (isStruct(receiver)) {
    const value = structGet(receiver, name);
    if (run.performanceHints) hintObjectRead(run, receiver, name, value, place.field);
    return value;
  }
  const member = find(run, receiver);
  if (!(receiver instanceof DocumentValue)) return member && memberValue(run, member, receiver);
  if (member === undefined) return readField(run, receiver, name, place);
  const reference = referenceField(run, receiver, name);
  if (reference !== undefined) return reference;
  if (name !== "exists") readableVersion(run, receiver, name, place);
  return memberValue(run, member, receiver);
}

/** A field's value, or a method bound to its receiver. */
export function memberValue(run: Run, member: Member, receiver: Value): Value {
  return member.kind === "field" ? member.perform(run, receiver, []) : new BoundMethod(member, receiver);
}

/** spec/05 §2 "Field x.f": the hint is there always. */
export function accessOnNull(name: string, receiver: Null, span: Span) {
  return invalidNullAccess(name).at(span).withHint(nullCreatedHere(receiver.origin));
}

/** Runs a member in the frame of its call. The null that a function returns for "nothing found" arose at the call. */
export function invokeAt(run: Run, member: Member, self: Value, args: readonly Value[], frame: Span): Value {
  run.enter(frame);
  run.countUnits(1);
  const result = invoke(run, member, self, args);
  run.depth -= 1;
  return placed(result, frame);
}

export function placed(result: Value, span: Span): Value {
  return result instanceof Null && result.origin === CALL_SITE ? new Null(result.cause, span) : result;
}
