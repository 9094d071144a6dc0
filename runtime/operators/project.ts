import { applier1 } from "../call/index.js";
import { mapAhead } from "../transaction/index.js";
import type { FunctionValue, SetValue, Value } from "../values/index.js";
import type { Page, PhysicalOperator, Position } from "./operator.js";
import { inSetLambda } from "./setLambda.js";

/** Other elements at the positions of a page. */
export class ProjectedPage implements Page {
  constructor(
    readonly elements: readonly Value[],
    private readonly page: Page,
  ) {}

  get next(): Position | undefined {
    return this.page.next;
  }

  positionOf(index: number): Position {
    return this.page.positionOf(index);
  }
}

/** `map` and projection: runs its lambda for the elements of the page, no more. spec/05 §8.2 */
export function projectOperator(input: PhysicalOperator): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const [source, mapper] = set.slots as readonly [SetValue, FunctionValue];
      const page = input.page(run, source, backward, from, wanted);
      const elements = inSetLambda(run, set, () => mapAhead(run, page.elements, applier1(run, mapper)));
      return new ProjectedPage(elements, page);
    },
  };
}
