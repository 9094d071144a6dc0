import { type Hint, NO_SPAN, type Span, sameSpan } from "../../grammar/index.js";
import { isNull } from "../types/build.js";
import type { Skolem, Use, Value } from "../types/type.js";
import type { Failure, Printer } from "./comparison.js";

const none = (): readonly Hint[] => [];

function other(
  span: Span | undefined,
  value: Value | undefined,
  message: (print: Printer) => string,
  hints: (print: Printer) => readonly Hint[] = none,
): Failure {
  return { kind: "other", span, value, use: undefined, fatal: false, message, hints };
}

/** What is said of a value that cannot be used so. */
export const notSubtypeText = (value: string, use: string) =>
  `Type \`${value}\` is not a subtype of \`${use}\``;

/** `Int` where `String` is wanted. */
export function notSubtype(value: Value, use: Use, callSite: Span | undefined): Failure {
  return {
    kind: "notSubtype",
    span: value.span ?? callSite,
    value,
    use,
    fatal: false,
    message: (print) => notSubtypeText(print.value(value), print.use(use)),
    hints: none,
  };
}

/** `1` where `2` is wanted. */
export function notTheValue(value: Value, use: Use, callSite: Span | undefined): Failure {
  return other(
    value.span ?? use.span ?? callSite,
    value,
    (print) => `\`${print.value(value)}\` is not the value \`${print.use(use)}\``,
  );
}

const missingFieldText = (type: string, field: string) => `Type \`${type}\` does not have field \`${field}\``;

/** `x.f` on a value without such a field. */
export function missingField(
  value: Value,
  field: string,
  span: Span | undefined,
  dotSpan: Span | undefined,
): Failure {
  return other(
    span,
    value,
    (print) => missingFieldText(print.value(value), field),
    (print) => {
      const hints: Hint[] = [];
      const origin = value.span;
      const isElsewhere = origin !== undefined && (span === undefined || !sameSpan(origin, span));
      const endsAtDot =
        dotSpan !== undefined && origin?.end === dotSpan.start && origin.source.name === dotSpan.source.name;
      if (isElsewhere && !endsAtDot) {
        hints.push({ kind: "hint", message: `Type \`${print.value(value)}\` inferred here`, span: origin });
      }
      if (isNull(value) && dotSpan !== undefined) {
        hints.push({
          kind: "hint",
          message: "Use the ! or ?. operator to handle the null case",
          span: { ...dotSpan, end: dotSpan.start },
          suggestion: { replacement: "!" },
        });
      }
      return hints;
    },
  );
}

/** An object without a field that is wanted. */
export function lacksField(value: Value, use: Use, field: string, callSite: Span | undefined): Failure {
  const span = use.span ?? value.span ?? callSite;
  return other(
    span,
    value,
    (print) => missingFieldText(print.value(value), field),
    (print) =>
      value.span === undefined || (span !== undefined && sameSpan(value.span, span))
        ? []
        : [{ kind: "hint", message: `Type \`${print.value(value)}\` inferred here`, span: value.span }],
  );
}

/** An object with a field that is not wanted. */
export function extraField(value: Value, use: Use, field: string, callSite: Span | undefined): Failure {
  return other(
    use.span ?? value.span ?? callSite,
    value,
    (print) => `Type \`${print.value(value)}\` contains extra field \`${field}\``,
  );
}

/** An object that may have any fields where only some are wanted. */
export function extraWildcard(value: Value, use: Use, callSite: Span | undefined): Failure {
  return other(
    use.span ?? value.span ?? callSite,
    value,
    (print) => `Type \`${print.value(value)}\` cannot have a wildcard`,
  );
}

/** `x[i]` on a value without an index. */
export function cannotAccess(value: Value, brackets: Span | undefined): Failure {
  return other(brackets, value, (print) => `Cannot use \`[]\` operator with type \`${print.value(value)}\``);
}

/** `f { a }` on a function. */
export function cannotProject(value: Value, callSite: Span | undefined): Failure {
  return other(
    value.span ?? callSite,
    value,
    (print) => `Cannot use projection with type \`${print.value(value)}\``,
  );
}

/** `1()` */
export function notAFunction(
  value: Value,
  argumentList: Span | undefined,
  callSite: Span | undefined,
): Failure {
  return other(
    value.span ?? callSite,
    value,
    (print) => `Type \`${print.value(value)}\` cannot be used as a function`,
    (print) =>
      argumentList === undefined
        ? []
        : [
            {
              kind: "hint",
              message: `\`${print.value(value)}\` is used as a function here`,
              span: argumentList,
            },
          ],
  );
}

/** A wrong number of arguments. */
export function wrongArity(expected: number, received: number, span: Span | undefined): Failure {
  const text =
    received > expected ? "was called with too many arguments" : "was not called with enough arguments";
  return other(span, undefined, () => `Function ${text}. Expected ${expected}, received ${received}`);
}

/** A tuple of another length than the one wanted. */
export function wrongLength(
  value: Value,
  expected: number,
  received: number,
  callSite: Span | undefined,
): Failure {
  const text = received > expected ? "contains too many" : "does not contain enough";
  return other(
    value.span ?? callSite,
    value,
    () => `Tuple ${text} elements. Expected ${expected}, received ${received}`,
  );
}

/** `[1, 2][-1]` */
export function indexOutOfBounds(index: bigint, length: number, span: Span | undefined): Failure {
  return other(span, undefined, () => `Index ${index} out of bounds for length ${length}`);
}

/** A generic where something in particular is wanted. */
export function genericAsType(value: Skolem, use: Use, span: Span | undefined): Failure {
  return other(
    span,
    value,
    (print) => `Generic type \`${value.name}\` cannot be used as type \`${print.use(use)}\``,
  );
}

/** Something in particular where a generic is wanted. */
export function typeAsGeneric(value: Value, use: Skolem, span: Span | undefined): Failure {
  return other(
    span,
    value,
    (print) => `Type \`${print.value(value)}\` cannot be used as generic type \`${use.name}\``,
  );
}

/** A generic of an annotation that meets a variable from outside of it. */
export function innerGeneric(value: Value, use: Use, callSite: Span | undefined): Failure {
  return {
    ...other(
      callSite,
      value,
      (print) => `Value cannot be constrained by inner generic type \`${print.use(use)}\``,
      () => [
        { kind: "hint", message: "Generic type definition", span: use.span ?? NO_SPAN },
        { kind: "hint", message: "Outer value originates here", span: value.span ?? NO_SPAN },
      ],
    ),
    fatal: true,
  };
}
