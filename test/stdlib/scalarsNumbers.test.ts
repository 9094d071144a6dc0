import { describe } from "vitest";
import { checks } from "../support/checks.js";

describe("literals and kinds, spec/04 §2.1", () => {
  checks([
    ["2147483647 isa Int", "true"],
    ["2147483648 isa Long", "true"],
    ["-2147483648 isa Int", "true"],
    ["-9223372036854775808 isa Long", "true"],
    ["9223372036854775808", "9.223372036854776E18"],
    ["1e2", "100.0"],
    ["2.0 isa Double", "true"],
    ["-0.0 == 0", "true"],
    ["-(0.0)", "-0.0"],
    ["1e400", "Infinity"],
  ]);
});

describe("arithmetic, spec/04 §2.2", () => {
  checks([
    ["1000000000 + 2000000000", "3000000000"],
    ["3000000000 - 2999999999", "1"],
    ["(3000000000 - 2999999999) isa Int", "true"],
    ["9223372036854775807 + 1", "9.223372036854776E18"],
    ["-9223372036854775808 - 1", "-9.223372036854776E18"],
    ["9223372036854775807 * 2", "1.8446744073709552E19"],
    ["2147483647 * 2147483647", "4611686014132420609"],
    ["-7 / 2", "-3"],
    ["-7 % 2", "-1"],
    ["7 % -2", "1"],
    ["-7.5 % 2", "-1.5"],
    ["7 / 2.0", "3.5"],
    ["5 % Math.Infinity", "5.0"],
    ["-9 / 4000000000", "0"],
    ["(-9 / 4000000000) isa Int", "true"],
    ["-9223372036854775808 / -1", "-9223372036854775808"],
    ["-2147483648 / -1", "2147483648"],
    ["0 * -1", "0"],
    ["(0 * -1) == 0", "true"],
    ["1.0 + 1", "2.0"],
    ["1 / 0", "divide_by_zero: Attempted integer division by zero."],
    ["9223372036854775807 % 0", "divide_by_zero: Attempted integer division by zero."],
    ["1 / 0.0", "Infinity"],
    ["1.0 / 0", "Infinity"],
    ["-1.0 / 0", "-Infinity"],
    ["0.0 / 0", "NaN"],
    ["5.0 % 0", "NaN"],
  ]);
});

describe("powers, spec/04 §2.3", () => {
  checks([
    ["2 ** 62", "4611686018427387904"],
    ["2 ** 63", "9.223372036854776E18"],
    ["3 ** 40", "1.2157665459056929E19"],
    ["(-2) ** 63", "-9223372036854775808"],
    ["2 ** -1", "0.5"],
    ["0 ** -1", "Infinity"],
    ["0 ** 0", "1"],
    ["0 ** 5", "0"],
    ["2.0 ** 2", "4.0"],
    ["1 ** -5", "1"],
    ["(1 ** -5) isa Int", "true"],
    ["(-1) ** -3", "-1"],
    ["(-1) ** 9223372036854775806", "1"],
    ["2 ** 1000000000", "Infinity"],
    ["(-2) ** 1000000001", "-Infinity"],
    ["2 ** 4000000000", "Infinity"],
    ["1.0 ** Math.NaN", "1.0"],
    ["(-1.0) ** Math.Infinity", "1.0"],
  ]);
});

describe("unary and bit operators, spec/04 §2.4", () => {
  checks([
    ["-(2147483648) isa Long", "true"],
    ["-(-2147483648)", "-2147483648"],
    ["-(-2147483648) isa Int", "true"],
    ["-(-9223372036854775808)", "-9223372036854775808"],
    ["-(0)", "0"],
    ["7.9 & 5", "5"],
    ["-1 & 4294967295", "4294967295"],
    ["1 | 4294967296", "4294967297"],
    ["Math.NaN | 0", "0"],
    ["1e300 & -1", "9223372036854775807"],
    ["~5", "-6"],
    ["~4294967296", "-4294967297"],
    ["~1.9", "-2"],
    ["(~1.9) isa Int", "true"],
    ["-null", "invalid_function_invocation: The function `-` does not exist on `Null`"],
  ]);
});

describe("kinds that are not narrowed, spec/04 §2.5", () => {
  checks([
    [`"7".parseLong()! isa Long`, "true"],
    [`"7".parseLong()! isa Int`, "false"],
    [`"7".parseLong()! == 7`, "true"],
    [`("7".parseLong()! + 0) isa Int`, "true"],
    ["Math.round(7, 3) isa Long", "true"],
    ["Math.trunc(7, 0) isa Long", "true"],
    [`Math.abs("-7".parseLong()!) isa Long`, "true"],
    [`Date("2020-01-02").difference(Date("2020-01-01")) isa Long`, "true"],
  ]);
});

describe("comparison, spec/04 §2.6", () => {
  checks([
    ["1 == 1.0", "true"],
    ["Math.NaN == Math.NaN", "true"],
    ["0 == -(0.0)", "false"],
    ["Math.NaN > Math.Infinity", "true"],
    ["-(0.0) < 0", "true"],
    ["9007199254740993 == 9007199254740992.0", "true"],
    ["9007199254740993 == 9007199254740992", "false"],
    ["9223372036854775807 > 9223372036854775806", "true"],
  ]);
});

describe("operators of other types, spec/04 §6", () => {
  checks([
    ["1 + true", "invalid_argument: expected value for `other` of type Number, received Boolean"],
    [`2 ** "a"`, "invalid_argument: expected value for `exponent` of type Number, received String"],
    [`1 - "a"`, "invalid_argument: expected arguments to `-` of type (Number), received (String)"],
    ["{} + 1", "invalid_function_invocation: The function `+` does not exist on `{ *: Any }`"],
    ["null + abort(1)", "invalid_function_invocation: The function `+` does not exist on `Null`"],
    [`-"a"`, "invalid_function_invocation: The function `-` does not exist on `String`"],
    ["!5", "invalid_function_invocation: The function `!` does not exist on `Int`"],
    ["!null", "invalid_function_invocation: The function `!` does not exist on `Null`"],
    ["null && true", "type_mismatch: expected type: Boolean, received Null"],
    ["true && null", "type_mismatch: expected type: Boolean, received Null"],
    ["false && abort(1)", "false"],
    ["true || abort(1)", "true"],
    ["false ?? 1", "false"],
    ["ID(1) + 1", "invalid_function_invocation: The function `+` does not exist on `ID`"],
    ["1.foo", "null"],
    ["1.foo()", "invalid_function_invocation: The function `foo` does not exist on `Int`"],
  ]);
});

describe("Math, spec/04 §11", () => {
  checks([
    ["Math.abs(-2147483648)", "-2147483648"],
    ["Math.abs(-9223372036854775808)", "-9223372036854775808"],
    ["Math.abs(-2.5)", "2.5"],
    ["Math.abs(-(0.0))", "0.0"],
    ["Math.sign(Math.NaN)", "1"],
    ["Math.sign(-(0.0))", "-1"],
    ["Math.sign(0)", "0"],
    ["Math.sign(9223372036854775807)", "1"],
    ["Math.ceil(13)", "13"],
    ["Math.ceil(12.1)", "13.0"],
    ["Math.ceil(-0.5)", "-0.0"],
    ["Math.floor(-0.5)", "-1.0"],
    ["Math.max(1.0, 2)", "2"],
    ["Math.max(1.0, 1)", "1.0"],
    ["Math.max(1, Math.NaN)", "NaN"],
    ["Math.min(1, Math.NaN)", "1"],
    ["Math.min(2, 1.5)", "1.5"],
    ["Math.sqrt(4)", "2.0"],
    ["Math.sqrt(-(0.0))", "invalid_argument: invalid argument `x`: x must be nonnegative"],
    ["Math.sqrt(Math.NaN)", "NaN"],
    ["Math.log(0)", "invalid_argument: invalid argument `x`: x must be positive"],
    ["Math.log10(-1)", "invalid_argument: invalid argument `x`: x must be positive"],
    ["Math.log(Math.NaN)", "NaN"],
    ["Math.acos(2)", "invalid_argument: invalid argument `x`: argument must lie in [-1, 1]"],
    ["Math.asin(-1.1)", "invalid_argument: invalid argument `x`: argument must lie in [-1, 1]"],
    ["Math.acos(Math.NaN)", "NaN"],
    ["Math.pow(2, 5)", "32.0"],
    ["Math.hypot(3, 4)", "5.0"],
    ["Math.degrees(Math.PI)", "180.0"],
    ["Math.sum([])", "0"],
    ["Math.sum([1, 2.5])", "3.5"],
    ["Math.sum([1, 2].toSet())", "3"],
    [
      `Math.sum([1, "a"])`,
      "invalid_argument: invalid argument `numbers`: all array elements must be numbers",
    ],
    [
      "Math.sum([null].toSet())",
      "invalid_argument: invalid argument `numbers`: all array elements must be numbers",
    ],
    [
      "Math.sum(1)",
      "invalid_argument: expected arguments to `sum` of type (Array<Any>) | (Set<Any>), received (Int)",
    ],
    ["Math.mean([])", "NaN"],
    ["Math.mean([].toSet())", "divide_by_zero: Attempted integer division by zero."],
    ["Math.mean([1.0, 2].toSet())", "1.5"],
    [
      "Math.max(1)",
      "invalid_function_invocation: callee function expects exactly 2 arguments, but 1 was provided.",
    ],
    [`Math.abs("a")`, "invalid_argument: expected value for `x` of type Number, received String"],
    [`Math.cos("a")`, "invalid_argument: expected value for `x` of type Double, received String"],
    ["Math.random()", "invalid_function_invocation: The function `random` does not exist on `Math`"],
  ]);
});

describe("round and trunc, spec/04 §11.1", () => {
  checks([
    ["Math.round(-5, 0)", "-4"],
    ["Math.round(-2.6, 0)", "-2.0"],
    ["Math.round(-16, -1)", "-10"],
    ["Math.round(1250, -2)", "1300"],
    ["Math.round(12.345, 2)", "12.35"],
    ["Math.round(1.005, 2)", "1.0"],
    ["Math.round(7, 3)", "7"],
    ["Math.round(Math.NaN, 0)", "0.0"],
    ["Math.trunc(1299, -2)", "1200"],
    ["Math.trunc(-12.345, 2)", "-12.34"],
    ["Math.trunc(0.29, 2)", "0.28"],
    ["Math.trunc(99.9, -3)", "0.0"],
    ["Math.round(1, 1.5)", "invalid_argument: expected value for `precision` of type Int, received Double"],
    [
      "Math.round(1)",
      "invalid_function_invocation: callee function expects exactly 2 arguments, but 1 was provided.",
    ],
  ]);
});
