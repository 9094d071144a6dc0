import type {
  AccessProviderDefinition,
  Definitions,
  FunctionDefinition,
  RoleDefinition,
} from "../../../compiler/index.js";
import {
  type AccessProviderItem,
  type Block,
  type FunctionItem,
  type FunctionParameter,
  type FunctionType,
  type LambdaSource,
  NO_SPAN,
  type Parameter,
  type Predicate,
  type RoleItem,
  type SchemaItem,
} from "../../../grammar/index.js";
import { collectionItem } from "./collectionItem.js";
import { aliasOf, annotationOf, lambdaOf, nameOf, typeOf } from "./texts.js";

/**
 * Definitions as items of FSL, without places: collections, functions, roles, access providers, each in the order of
 * creation. spec/02 §4.2
 */
export function definitionItems(definitions: Definitions): readonly SchemaItem[] {
  const { collections, functions, roles, accessProviders } = definitions;
  const taken = new Set([...collections, ...functions].map(({ name }) => name));
  const collectionNames = new Set(collections.map(({ name }) => name));
  return [
    ...collections.map(collectionItem),
    ...functions.map((each) => functionItem(each, aliasFor(each, collectionNames, taken))),
    ...roles.map(roleItem),
    ...accessProviders.map(accessProviderItem),
  ];
}

/** A function that a collection's name hides gets an alias. */
function aliasFor(
  { name, alias }: FunctionDefinition,
  collections: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): string | undefined {
  if (alias !== undefined || !collections.has(name)) return alias;
  let invented = `${name}Function`;
  while (taken.has(invented)) invented += "Function";
  return invented;
}

function functionItem(definition: FunctionDefinition, alias: string | undefined): FunctionItem {
  const { name, role, body, signature } = definition;
  const lambda = functionBody(lambdaOf(body));
  const types = signature === undefined ? undefined : functionTypeOf(signature);
  const parameter = ({ name: text = "_" }: Parameter, type: FunctionParameter["type"]) => ({
    name: nameOf(text),
    type,
  });
  return {
    kind: "function",
    name: nameOf(name),
    alias: aliasOf(alias),
    role: role === undefined ? undefined : annotationOf("role", role),
    parameters: lambda.parameters.map((each, i) => parameter(each, types?.parameters[i]?.type)),
    rest: lambda.rest && parameter(lambda.rest, types?.variadic?.type),
    result: types?.result,
    body: lambda.body,
    signatureSpan: NO_SPAN,
    span: NO_SPAN,
  };
}

/** A signature that is no function type is kept, and means nothing. spec/06b §7 */
function functionTypeOf(signature: string): FunctionType | undefined {
  const type = typeOf(signature);
  return type.kind === "function" ? type : undefined;
}

/** The parameters and the body, made a block if it is none. */
function functionBody(source: LambdaSource) {
  if (source.kind === "shortLambda") throw new Error("the body of a function is no short lambda");
  const { parameters, rest, body } = source;
  const block: Block =
    body.kind === "block"
      ? body
      : {
          kind: "block",
          statements: [{ kind: "expression", expression: body, span: NO_SPAN }],
          span: NO_SPAN,
        };
  return { parameters, rest, body: block };
}

function roleItem({ name, privileges, membership }: RoleDefinition): RoleItem {
  return {
    kind: "role",
    name: nameOf(name),
    privileges: privileges.map(({ resource, actions }) => ({
      resource: nameOf(resource),
      actions: actions.map(({ action, predicate }) => ({
        action: nameOf(action),
        predicate: predicate === true ? undefined : predicateOf(predicate),
        span: NO_SPAN,
      })),
      bodySpan: NO_SPAN,
      span: NO_SPAN,
    })),
    membership: membership.map(({ resource, predicate }) => ({
      resource: nameOf(resource),
      predicate: predicateOf(predicate),
      span: NO_SPAN,
    })),
    bodySpan: NO_SPAN,
    span: NO_SPAN,
  };
}

function accessProviderItem({ name, issuer, jwksUri, roles }: AccessProviderDefinition): AccessProviderItem {
  return {
    kind: "accessProvider",
    name: nameOf(name),
    issuer: nameOf(issuer),
    jwksUri: nameOf(jwksUri),
    roles: roles.map(({ role, predicate }) => ({
      role: nameOf(role),
      predicate: predicateOf(predicate),
      span: NO_SPAN,
    })),
    bodySpan: NO_SPAN,
    span: NO_SPAN,
  };
}

function predicateOf(text: string | undefined): Predicate | undefined {
  return text === undefined ? undefined : { lambda: lambdaOf(text), bodySpan: NO_SPAN };
}
