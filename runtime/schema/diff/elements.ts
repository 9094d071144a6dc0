import {
  type AccessProviderItem,
  type Annotation,
  type CollectionItem,
  type CollectionMember,
  type IndexEntries,
  type IndexMember,
  type Predicate,
  type PrivilegeMember,
  printCollectionMember,
  printExpression,
  printIndexEntries,
  printLambdaSource,
  printPredicate,
  printSchemaName,
  printString,
  printType,
  type RoleItem,
  type SchemaItem,
} from "../../../grammar/index.js";
import { remembered } from "../../cache/index.js";
import { optionalSlot, type SchemaElement, type Slot, slot } from "./element.js";

/** The elements of an item in groups, in the order in which diffs list them. spec/02 §8 */
export const elementsOf: (item: SchemaItem) => readonly SchemaElement[] = remembered(makeElements);

function makeElements(item: SchemaItem): readonly SchemaElement[] {
  switch (item.kind) {
    case "collection":
      return collectionElements(item);
    case "function":
      return annotationElements(item.alias, item.role);
    case "role":
      return roleElements(item);
    case "accessProvider":
      return accessProviderElements(item);
  }
}

/** Groups of elements: within an item all changes of one group come before those of the next. */
export const ELEMENT_GROUPS: readonly (readonly SchemaElement["kind"][])[] = [
  ["alias"],
  ["role"],
  ["field", "computed", "wildcard"],
  ["index"],
  ["unique"],
  ["check"],
  ["history_days"],
  ["ttl_days"],
  ["document_ttls"],
  ["migrations"],
  ["privileges"],
  ["membership"],
  ["issuer"],
  ["jwks_uri"],
  ["roleOfProvider"],
];

const NO_PARTS = { parts: [], bodySpan: undefined } as const;

function annotationElements(...annotations: readonly (Annotation | undefined)[]): SchemaElement[] {
  return annotations
    .filter((annotation) => annotation !== undefined)
    .map(({ kind, value, span }) => ({
      kind,
      key: "",
      label: `${kind} set to ${value.text}`,
      text: `@${kind}(${printSchemaName(value.text)})`,
      span,
      slots: [slot("value", printSchemaName(value.text), value.span)],
      ...NO_PARTS,
    }));
}

function collectionElements(item: CollectionItem): readonly SchemaElement[] {
  const isOpen = !item.members.some((member) => member.kind === "field");
  return [
    ...annotationElements(item.alias),
    ...item.members
      // What holds anyway need not be said. spec/02 §6
      .filter((member) => !(member.kind === "wildcard" && isOpen && member.type.kind === "any"))
      .filter((member) => !(member.kind === "history_days" && member.value === 0n))
      .map(memberElement),
  ];
}

function memberElement(member: CollectionMember): SchemaElement {
  const text = printCollectionMember(member, 2);
  const { kind, span } = member;
  const plain = { text, span, ...NO_PARTS };
  switch (kind) {
    case "field":
      return {
        kind,
        key: member.name.text,
        label: `field \`.${member.name.text}\``,
        slots: [
          slot("type", printType(member.type), member.type.span),
          optionalSlot(
            "default",
            member.default && { text: printExpression(member.default, 2), span: member.default.span },
            " = ",
            member.type.span.end,
          ),
        ],
        ...plain,
      };
    case "computed":
      return {
        kind,
        key: member.name.text,
        label: `computed field \`${member.name.text}\``,
        slots: [
          // A signature that comes or goes is no difference. spec/02 §5
          ...(member.type === undefined ? [] : [slot("type", printType(member.type), member.type.span)]),
          slot("body", printLambdaSource(member.body, 2), member.valueSpan),
        ],
        ...plain,
      };
    case "wildcard":
      return {
        kind,
        key: "*",
        label: "wildcard",
        slots: [slot("type", printType(member.type), member.type.span)],
        ...plain,
      };
    case "index":
      return {
        kind,
        key: member.name.text,
        label: `index \`${member.name.text}\``,
        slots: [],
        text,
        span,
        parts: indexParts(member),
        bodySpan: member.bodySpan,
      };
    case "unique":
      return {
        kind,
        key: [...member.entries.map((entry) => printIndexEntries([entry]))].sort().join(),
        label: `unique constraint on ${printIndexEntries(member.entries)}`,
        slots: [],
        ...plain,
      };
    case "check":
      return {
        kind,
        key: member.name.text,
        label: `check constraint \`${member.name.text}\``,
        slots: [slot("body", `(${printExpression(member.body, 2)})`, member.valueSpan)],
        ...plain,
      };
    case "history_days":
    case "ttl_days":
    case "document_ttls":
      return {
        kind,
        key: "",
        label: `${kind} set to ${member.value}`,
        slots: [slot("value", String(member.value), member.valueSpan)],
        ...plain,
      };
    case "migrations":
      return { kind, key: "", label: "migrations", slots: [slot("value", text, span)], ...plain };
  }
}

function indexParts({ terms, values }: IndexMember): readonly SchemaElement[] {
  const part = (kind: "terms" | "values", list: IndexEntries | undefined): SchemaElement[] => {
    if (list === undefined || list.entries.length === 0) return [];
    const text = printIndexEntries(list.entries);
    return [
      {
        kind,
        key: "",
        label: `${kind} set to ${text}`,
        text: `${kind} ${text}`,
        span: list.span,
        slots: [slot("value", text, list.listSpan)],
        ...NO_PARTS,
      },
    ];
  };
  return [...part("terms", terms), ...part("values", values)];
}

function roleElements({ privileges, membership }: RoleItem): readonly SchemaElement[] {
  return [
    ...privileges.map(privilegesElement),
    ...membership.map(
      ({ resource, predicate, span }): SchemaElement => ({
        kind: "membership",
        key: resource.text,
        label: `membership on \`${resource.text}\``,
        text: `membership ${printSchemaName(resource.text)}${predicateSuffix(predicate, 2)}`,
        span,
        slots: [predicateSlot(predicate, 2, resource.span.end)],
        ...NO_PARTS,
      }),
    ),
  ];
}

function privilegesElement({ resource, actions, bodySpan, span }: PrivilegeMember): SchemaElement {
  const parts = actions.map(
    ({ action, predicate, span: actionSpan }): SchemaElement => ({
      kind: "action",
      key: action.text,
      label: action.text,
      text: `${action.text}${predicateSuffix(predicate, 4)}`,
      span: actionSpan,
      slots: [predicateSlot(predicate, 4, action.span.end)],
      ...NO_PARTS,
    }),
  );
  const block = [`{\n`, ...parts.map(({ text }) => `    ${text}\n`), "  }"].join("");
  return {
    kind: "privileges",
    key: resource.text,
    label: `privileges on \`${resource.text}\``,
    text: `privileges ${printSchemaName(resource.text)} ${block}`,
    span,
    slots: [],
    parts,
    bodySpan,
  };
}

function accessProviderElements(item: AccessProviderItem): readonly SchemaElement[] {
  return [
    ...(["issuer", "jwks_uri"] as const).map((kind): SchemaElement => {
      const value = kind === "issuer" ? item.issuer : item.jwksUri;
      const text = printString(value.text);
      return {
        kind,
        key: "",
        label: `${kind} set to ${text}`,
        text: `${kind} ${text}`,
        span: value.span,
        slots: [slot("value", text, value.span)],
        ...NO_PARTS,
      };
    }),
    ...item.roles.map(
      ({ role, predicate, span }): SchemaElement => ({
        kind: "roleOfProvider",
        key: role.text,
        label: `role \`${role.text}\``,
        text: `role ${printSchemaName(role.text)}${predicateSuffix(predicate, 2)}`,
        span,
        slots: [predicateSlot(predicate, 2, role.span.end)],
        ...NO_PARTS,
      }),
    ),
  ];
}

function predicateSuffix(predicate: Predicate | undefined, indent: number): string {
  return predicate === undefined ? "" : ` ${printPredicate(predicate, indent)}`;
}

function predicateSlot(predicate: Predicate | undefined, indent: number, after: number): Slot {
  const value = predicate && { text: printPredicate(predicate, indent), span: predicate.bodySpan };
  return optionalSlot("predicate", value, " ", after);
}
