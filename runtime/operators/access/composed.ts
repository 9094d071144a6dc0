import { compose } from "../../../compiler/index.js";
import { Lambda, type LambdaCode } from "../../call/index.js";

const known = new WeakMap<LambdaCode, WeakMap<LambdaCode, LambdaCode | "none">>();

/** The lambda that does to what `inner` gives what `outer` does; `inner` may be left out. */
export function composedLambda(outer: Lambda, inner: Lambda): Lambda | undefined {
  let ofOuter = known.get(outer.code);
  if (ofOuter === undefined) {
    ofOuter = new WeakMap();
    known.set(outer.code, ofOuter);
  }
  let code = ofOuter.get(inner.code);
  if (code === undefined) {
    const ir = outer.code.ir && inner.code.ir && compose(outer.code.ir, inner.code.ir);
    code = ir === undefined ? "none" : outer.code.relink(ir);
    ofOuter.set(inner.code, code);
  }
  return code === "none" ? undefined : new Lambda(code, [...outer.captured, ...inner.captured]);
}
