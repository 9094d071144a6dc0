import { applier1, type Run } from "../call/index.js";
import { mapAhead } from "../transaction/index.js";
import { EventSource, type FunctionValue, type SetValue, type Value } from "../values/index.js";
import { lambdaSet } from "./build.js";

/** `array { a, b: .c }`: the bindings are applied to each element as it is. spec/05 §3 */
export function projectArray(run: Run, elements: readonly Value[], projector: FunctionValue): Value {
  run.countUnits(1);
  return mapAhead(run, elements, applier1(run, projector));
}

/** `set { a, b: .c }`: lazily; of an event source, what its events show. spec/05 §3 */
export function projectSet(run: Run, value: SetValue | EventSource, projector: FunctionValue): Value {
  if (value instanceof EventSource) {
    return new EventSource(lambdaSet(run, value.set, "project", projector), value.watched);
  }
  return lambdaSet(run, value, "project", projector);
}
