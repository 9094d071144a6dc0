import type { Counter } from "./count.js";
import type { PhysicalOperator } from "./operator.js";

/** Tells the run's observer, if there is one, of each page that is read. */
export function observed(name: string, operator: PhysicalOperator): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const { observer } = run;
      if (observer === undefined) return operator.page(run, set, backward, from, wanted);
      let rows = 0;
      observer.begin(name, set);
      try {
        const page = operator.page(run, set, backward, from, wanted);
        rows = page.elements.length;
        return page;
      } finally {
        observer.end(rows);
      }
    },
  };
}

/** The same of a count. */
export function observedCounter(name: string, counter: Counter): Counter {
  return (run, set, enough, stops) => {
    const { observer } = run;
    if (observer === undefined) return counter(run, set, enough, stops);
    let rows: number | undefined;
    observer.begin(name, set);
    try {
      rows = counter(run, set, enough, stops);
      return rows;
    } finally {
      observer.end(rows);
    }
  };
}
