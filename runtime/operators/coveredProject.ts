import { type CoveredProject, elementUse, type IndexScan, type Shape } from "../../compiler/index.js";
import { applier1, Lambda, type Run } from "../call/index.js";
import { mapAhead } from "../transaction/index.js";
import type { FunctionValue, SetValue, Value } from "../values/index.js";
import { readsRowsAsStored } from "./access/chain.js";
import { EntryWindow } from "./access/entryWindow.js";
import { perCode } from "./access/perCode.js";
import { observed } from "./observed.js";
import type { PhysicalOperator } from "./operator.js";
import { ProjectedPage } from "./project.js";
import { inSetLambda } from "./setLambda.js";

const fieldsOf = perCode(({ ir, parameterCount, variadic }, fields) =>
  ir !== undefined && parameterCount === 1 && !variadic ? elementUse(ir.body, fields) : undefined,
);

/**
 * A projection of the documents of an index, out of its entries: positions of the input tell what those hold. Where the
 * projection looks at more than they do, `projected` does it.
 */
export function coveredProjectOperator(
  { scan }: CoveredProject,
  input: PhysicalOperator,
  projected: PhysicalOperator,
): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const sets = downToIndex(set);
      const window = windowOver(run, scan, sets);
      if (window === undefined) return projected.page(run, set, backward, from, wanted);
      const [terms] = sets[sets.length - 1]!.slots as readonly [readonly Value[]];
      return observed("coveredProject", throughWindow(input, window, terms)).page(
        run,
        set,
        backward,
        from,
        wanted,
      );
    },
  };
}

function throughWindow(
  input: PhysicalOperator,
  window: EntryWindow,
  terms: readonly Value[],
): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const [source, mapper] = set.slots as readonly [SetValue, FunctionValue];
      const page = input.page(run, source, backward, from, wanted);
      const elements = inSetLambda(run, set, () => {
        const apply = applier1(run, mapper);
        return mapAhead(run, page.elements, (_element, i) => {
          const [values, id] = page.positionOf(i) as readonly [readonly Value[], string];
          window.show(id, terms, values);
          return apply(window.document);
        });
      });
      return new ProjectedPage(elements, page);
    },
  };
}

/** From the projection down to the call of the index. */
function downToIndex(set: SetValue): readonly SetValue[] {
  const sets: SetValue[] = [set];
  for (let each = set; (each.shape as Shape).inputs.length > 0; ) {
    each = each.slots[0] as SetValue;
    sets.push(each);
  }
  return sets;
}

function windowOver(run: Run, scan: IndexScan, sets: readonly SetValue[]): EntryWindow | undefined {
  const mapper = sets[0]!.slots[1];
  const collection = run.schema.collection(scan.collection);
  if (collection?.definition === undefined || !(mapper instanceof Lambda) || !readsRowsAsStored(run, sets)) {
    return undefined;
  }
  const names = fieldsOf(mapper.code, collection);
  return names && EntryWindow.over(run, collection, scan, names);
}
