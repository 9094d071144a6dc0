import { describe } from "vitest";
import { checks } from "../support/checks.js";

describe("isa, spec/04 §7", () => {
  checks([
    ["1 isa Long", "false"],
    ["1.0 isa Float", "true"],
    ["null isa Null", "true"],
    ["{} isa Struct", "true"],
    ["{} isa Object", "true"],
    ["[] isa Array", "true"],
    ["[].toSet() isa Set", "true"],
    [`"a" isa String`, "true"],
    ["Math isa Math", "true"],
    ["1 isa Math", "false"],
    ["Query isa Math", "false"],
    ["FQL.Schema isa FQL.Schema", "true"],
    ["(x => x) isa Function", "true"],
    ["Math.abs isa Function", "true"],
    [`"a".at isa Function`, "true"],
    [`ID(1) isa ID`, "true"],
    [`Bytes("") isa Bytes`, "true"],
    ["Math.abs isa Math.abs", "invalid_argument: invalid argument `type_object`: expected a module object"],
  ]);
});

describe("text forms, spec/04 §8", () => {
  checks([
    ["1.5e300.toString().length", "301"],
    ["2.0.toString()", `"2"`],
    ["(-(0.0)).toString()", `"-0"`],
    ["1.23456785e7.toString()", `"1.23456785E7"`],
    ["Math.NaN.toString()", `"NaN"`],
    ["72057594037927952.0", "7.2057594037927952E16"],
    ["[72057594037927952.0].toString()", `"[7.2057594037927952E16]"`],
    [`Bytes("aGk").toString()`, `"aGk="`],
    [`[Bytes("aGk")].toString()`, `"[Bytes(\\"aGk=\\")]"`],
    [`["it's"].toString()`, `"[\\"it\\\\\\'s\\"]"`],
    [`Object.toString({ a_1: 1, _x: 2, "": 3, "é": 4 })`, `"{ a_1: 1, \\"_x\\": 2, \\"\\": 3, é: 4 }"`],
    ["{}.toString()", "invalid_function_invocation: The function `toString` does not exist on `{ *: Any }`"],
    ["Math.toString()", "invalid_function_invocation: The function `toString` does not exist on `Math`"],
    ["Object.toString(Math)", `"Math"`],
    ["Object.toString(FQL.Schema)", `"FQL.Schema"`],
    ["Object.toString(x => x)", `"[function <lambda>]"`],
    ["Object.toString(Math.abs)", `"[function abs()]"`],
    ["Object.toString([1].toSet())", `"[set]"`],
    ["Object.toString(null)", `"null"`],
    ["Object.toString([])", `"[]"`],
    ["TransactionTime", "TransactionTime"],
    ["[TransactionTime()].toString()", `"[TransactionTime()]"`],
  ]);
});

describe("ID, Bytes, spec/04 §10", () => {
  checks([
    [`ID("x1")`, 'invalid_id: `"x1"` is not a valid ID.'],
    ["ID(12.5)", "invalid_id: `12.5` is not a valid ID."],
    ["ID(12.0)", "invalid_id: `12.0` is not a valid ID."],
    ["ID(99999999999999999999)", "invalid_id: `1.0E20` is not a valid ID."],
    [`ID("9223372036854775808")`, 'invalid_id: `"9223372036854775808"` is not a valid ID.'],
    [`ID("")`, 'invalid_id: `""` is not a valid ID.'],
    [`ID("+012")`, `ID("12")`],
    [`ID("-5")`, `ID("-5")`],
    ["ID(-5)", `ID("-5")`],
    [
      "ID(true)",
      "invalid_argument: expected arguments to `apply` of type (String) | (Number), received (Boolean)",
    ],
    ["ID()", "invalid_function_invocation: callee function expects exactly 1 argument, but 0 were provided."],
    [`Bytes("AQI") == Bytes("AQI=")`, "true"],
    [`Bytes("AR==").toBase64()`, `"AQ=="`],
    [`Bytes("").toBase64()`, `""`],
    ...["A", "AQI==", "A-_A", "AQ I", "AQ="].map(
      (text) =>
        [`Bytes("${text}")`, "invalid_argument: invalid argument `encoded`: expected a Base64 text"] as const,
    ),
  ]);
});

describe("null, spec/04 §5", () => {
  checks([
    ["null.toString()", `"null"`],
    [`"#{null}"`, `"null"`],
    ["null <= null", "true"],
    ["null < null", "false"],
    ["null < 1", "false"],
    ["null.a", "invalid_null_access: Cannot access `a` on null."],
    ["null[0]", "invalid_null_access: Cannot access `[]` on null."],
    ["null!", "null_value: Null literal value"],
    ["log(1)!", "null_value: Null literal value"],
    ["{}.a!", "null_value: Null value, due to missing field `a`"],
    ["null ?? 1", "1"],
  ]);
});

describe("global names and functions, spec/04 §9", () => {
  checks([
    [`abort("x")`, "abort: Query aborted."],
    [
      "abort()",
      "invalid_function_invocation: callee function expects exactly 1 argument, but 0 were provided.",
    ],
    ["log()", "null"],
    ["newId() < newId()", "true"],
    ["newId() > 0", "true"],
    ["FQL.abs", "null"],
    ["FQL.Math.abs(-1)", "1"],
    ["FQL.Math == Math", "true"],
    ["FQL.log == log", "true"],
    ["FQL.FQL", "null"],
    ["Credentials == Credential", "true"],
    ["FQL.evalV4({})", "invalid_function_invocation: The function `evalV4` does not exist on `FQL`"],
    ["Math(1)", "type_mismatch: expected type: Function, received Math"],
    ["Int(1)", "type_mismatch: expected type: Function, received Int"],
    [
      "asc((a, b) => a)",
      "invalid_argument: `accessor` should accept 1 parameter, provided function requires exactly 2 parameters.",
    ],
    ["desc(1)", "invalid_argument: expected value for `accessor` of type Function, received Int"],
    ["Query.identity()", "null"],
    ["Query.identity()!", "null_value: Null value, due to missing identity"],
    ["Query.token()!", "null_value: Null value, due to no token"],
    ["Query.isEnvTypechecked()", "false"],
    ["[1].toSet().map(x => newId()).first() isa ID", "true"],
  ]);
});

describe("equality of other values, spec/04 §3", () => {
  checks([
    [`ID(12) == "12"`, "true"],
    [`"+012" == ID(12)`, "true"],
    [`ID(12) == "x"`, "false"],
    ["ID(12) == 12.0", "true"],
    [`"12" == 12`, "false"],
    ["[1, { a: 2 }] == [1.0, { a: 2 }]", "true"],
    ["{ a: null } == {}", "false"],
    ["Math == Math", "true"],
    ["Time.now == Time.now", "true"],
    [`"a".concat != "b".concat`, "true"],
    ["[1].at == [1].at", "false"],
    ["let a = [1]; a.at == a.at", "true"],
    ["let f = x => x; f == f", "true"],
    ["(x => x) == (x => x)", "false"],
    ["Set.sequence(0, 3) == Set.sequence(0, 3)", "true"],
    ["Set.sequence(0, 2) == [0, 1].toSet()", "false"],
    ["[1].toSet() == [1.0].toSet()", "false"],
    ["let f = x => x; let s = [1].toSet(); s.map(f) == s.map(f)", "true"],
    ["let s = [1].toSet(); s.map(x => x) == s.map(x => x)", "false"],
    ["let s = [1].toSet(); let mk = () => s.where(x => x > 0); mk() == mk()", "true"],
    ["let s = [1].toSet(); s.pageSize(2) == s.pageSize(2)", "false"],
    ["let p = [1].toSet().pageSize(2); p == p", "true"],
  ]);
});

describe("order of other values, spec/04 §4", () => {
  checks([
    [`"B" < "a"`, "true"],
    [`"" < "a"`, "true"],
    [`"a" >= 2`, "false"],
    ["true > 0", "false"],
    ["{} < []", "false"],
    ["false < true", "true"],
    [`ID(9) < "10"`, "true"],
    [`ID(9) < "x"`, "false"],
    ["[1] < [1]", "true"],
    ["[1] <= [1]", "true"],
    ["[1] >= [1]", "false"],
    ["[1] > [1]", "false"],
    ["{} < {}", "true"],
    ["[[1], 2] < [[1], 0]", "true"],
    ["let a = [1]; a < a", "false"],
    ["let a = [1]; a >= a", "true"],
    [`[1] < ["a"]`, "true"],
    ["((p, q) => p) > (p => p)", "true"],
    ["(p => 1) < (q => 1)", "true"],
    ["Time.fromString < Time.now", "true"],
    [
      `[true, null, "b", 2, Date("2020-01-01"), [0], { a: 1 }, 1.5].order()`,
      `[1.5, 2, "b", [0], { a: 1 }, Date("2020-01-01"), true, null]`,
    ],
  ]);
});
