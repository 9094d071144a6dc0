import { array, double, field, int, number, set, staticMethod } from "../call/index.js";
import { invalidArgument } from "../problems/calls.js";
import { compareNumbers, Double, doublePower, type NumberValue } from "../values/index.js";
import { libraryModule } from "./part.js";
import { absolute, roundTo, truncateTo } from "./rounding.js";
import { mean, sum } from "./sums.js";

function constant(doc: string, value: number, text: string) {
  return field({
    signature: "Number",
    doc,
    example: [`Math.${text.split(" ")[0]}`, text.split(" ")[1]!],
    run: () => new Double(value),
  });
}

/** A function of one number, computed and answered as Double. */
function real(doc: string, example: readonly [string, string], run: (x: number) => number) {
  return staticMethod({
    signature: "(x: Number) => Number",
    takes: [[double("x")]],
    doc,
    example,
    run: (x: number) => new Double(run(x)),
  });
}

function demand(fits: boolean, reason: string): void {
  if (!fits) throw invalidArgument("x", reason);
}

const two = { signature: "(x: Number, y: Number) => Number", takes: [[number("x"), number("y")]] };
const withPrecision = {
  signature: "(x: Number, precision: Number) => Number",
  takes: [[number("x"), int("precision")]],
};

/** spec/04 §11 */
export const mathModule = libraryModule({
  name: "Math",
  doc: "Functions of numbers.",
  members: {
    NaN: constant("What is no number.", Number.NaN, "NaN NaN"),
    Infinity: constant("Greater than every other number but NaN.", Infinity, "Infinity Infinity"),
    E: constant("The base of natural logarithms.", Math.E, "E 2.718281828459045"),
    PI: constant("The circumference of a circle of diameter 1.", Math.PI, "PI 3.141592653589793"),
    abs: staticMethod({
      signature: "(x: Number) => Number",
      takes: [[number("x")]],
      doc: "The number without its sign, of the same kind.",
      example: ["Math.abs(-5)", "5"],
      run: absolute,
    }),
    sign: staticMethod({
      signature: "(x: Number) => Number",
      takes: [[number("x")]],
      doc: "-1, 0 or 1 as the number is less than, equal to or greater than 0.",
      example: ["Math.sign(-2.5)", "-1"],
      run: (x: NumberValue) => Math.sign(compareNumbers(x, 0)),
    }),
    ceil: staticMethod({
      signature: "(x: Number) => Number",
      takes: [[number("x")]],
      doc: "The least whole number that is not less.",
      example: ["Math.ceil(1.2)", "2.0"],
      run: (x: NumberValue) => (x instanceof Double ? new Double(Math.ceil(x.value)) : x),
    }),
    floor: staticMethod({
      signature: "(x: Number) => Number",
      takes: [[number("x")]],
      doc: "The greatest whole number that is not greater.",
      example: ["Math.floor(1.8)", "1.0"],
      run: (x: NumberValue) => (x instanceof Double ? new Double(Math.floor(x.value)) : x),
    }),
    round: staticMethod({
      ...withPrecision,
      doc: "The number rounded to `precision` decimal places: half a unit is added and the rest cut off.",
      example: ["Math.round(12.345, 2)", "12.35"],
      run: roundTo,
    }),
    trunc: staticMethod({
      ...withPrecision,
      doc: "The number cut off after `precision` decimal places.",
      example: ["Math.trunc(12.349, 2)", "12.34"],
      run: truncateTo,
    }),
    max: staticMethod({
      ...two,
      doc: "The greater of two numbers, of its kind.",
      example: ["Math.max(1.0, 2)", "2"],
      run: (x: NumberValue, y: NumberValue) => (compareNumbers(x, y) < 0 ? y : x),
    }),
    min: staticMethod({
      ...two,
      doc: "The lesser of two numbers, of its kind.",
      example: ["Math.min(1.0, 2)", "1.0"],
      run: (x: NumberValue, y: NumberValue) => (compareNumbers(x, y) <= 0 ? x : y),
    }),
    sqrt: real("The square root.", ["Math.sqrt(9)", "3.0"], (x) => {
      demand(!(x < 0 || Object.is(x, -0)), "x must be nonnegative");
      return Math.sqrt(x);
    }),
    log: real("The natural logarithm.", ["Math.log(1)", "0.0"], (x) => {
      demand(!(x <= 0), "x must be positive");
      return Math.log(x);
    }),
    log10: real("The logarithm to base 10.", ["Math.log10(1000)", "3.0"], (x) => {
      demand(!(x <= 0), "x must be positive");
      return Math.log10(x);
    }),
    acos: real("The angle of that cosine, in radians.", ["Math.acos(1)", "0.0"], (x) => {
      demand(!(Math.abs(x) > 1), "argument must lie in [-1, 1]");
      return Math.acos(x);
    }),
    asin: real("The angle of that sine, in radians.", ["Math.asin(0)", "0.0"], (x) => {
      demand(!(Math.abs(x) > 1), "argument must lie in [-1, 1]");
      return Math.asin(x);
    }),
    atan: real("The angle of that tangent, in radians.", ["Math.atan(0)", "0.0"], Math.atan),
    cos: real("The cosine of an angle in radians.", ["Math.cos(0)", "1.0"], Math.cos),
    cosh: real("The hyperbolic cosine.", ["Math.cosh(0)", "1.0"], Math.cosh),
    sin: real("The sine of an angle in radians.", ["Math.sin(0)", "0.0"], Math.sin),
    sinh: real("The hyperbolic sine.", ["Math.sinh(0)", "0.0"], Math.sinh),
    tan: real("The tangent of an angle in radians.", ["Math.tan(0)", "0.0"], Math.tan),
    tanh: real("The hyperbolic tangent.", ["Math.tanh(0)", "0.0"], Math.tanh),
    exp: real("The power of E.", ["Math.exp(0)", "1.0"], Math.exp),
    degrees: real("Radians as degrees.", ["Math.degrees(Math.PI)", "180.0"], (x) => x * 57.29577951308232),
    radians: real(
      "Degrees as radians.",
      ["Math.radians(180)", "3.141592653589793"],
      (x) => x * 0.017453292519943295,
    ),
    hypot: staticMethod({
      signature: "(x: Number, y: Number) => Number",
      takes: [[double("x"), double("y")]],
      doc: "The length of the hypotenuse over two sides.",
      example: ["Math.hypot(3, 4)", "5.0"],
      run: (x: number, y: number) => new Double(Math.hypot(x, y)),
    }),
    pow: staticMethod({
      signature: "(x: Number, power: Number) => Number",
      takes: [[double("x"), double("power")]],
      doc: "The power, as a Double.",
      example: ["Math.pow(2, 5)", "32.0"],
      run: (x: number, power: number) => new Double(doublePower(x, power)),
    }),
    sum: staticMethod({
      signature: "((numbers: Array<Number>) => Number) & ((numbers: Set<Number>) => Number)",
      takes: [[array("numbers")], [set("numbers")]],
      doc: "The sum of all elements, from left to right.",
      example: ["Math.sum([1, 2, 3])", "6"],
      perform: sum,
    }),
    mean: staticMethod({
      signature: "((numbers: Array<Number>) => Number) & ((numbers: Set<Number>) => Number)",
      takes: [[array("numbers")], [set("numbers")]],
      doc: "The sum of all elements divided by their count: of arrays a Double, of sets by the operator `/`.",
      example: ["Math.mean([1, 2])", "1.5"],
      perform: mean,
    }),
  },
});
