import { compose } from "../../../compiler/index.js";
import { remembered } from "../../cache/index.js";
import { Lambda, type LambdaCode } from "../../call/index.js";

const codeOver = remembered((outer: LambdaCode) =>
  remembered((inner: LambdaCode): LambdaCode | undefined => {
    const ir = outer.ir && inner.ir && compose(outer.ir, inner.ir);
    return ir && outer.relink(ir);
  }),
);

/** The lambda that does to what `inner` gives what `outer` does; `inner` may be left out. */
export function composedLambda(outer: Lambda, inner: Lambda): Lambda | undefined {
  const code = codeOver(outer.code)(inner.code);
  return code && new Lambda(code, [...outer.captured, ...inner.captured]);
}
