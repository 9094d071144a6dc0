import { ANSI, PLAIN, semanticText, summaryText, textualText } from "../diff/index.js";
import type { PushPlan } from "./planPush.js";

export interface DescribeOptions {
  readonly format: "semantic" | "summary" | "textual";
  readonly color: boolean;
}

/** What a push will change, as text; empty if nothing. spec/02 §8 */
export function describePlan(plan: PushPlan, { format, color }: DescribeOptions): string {
  const paint = color ? ANSI : PLAIN;
  switch (format) {
    case "summary":
      return summaryText(plan.diffs, paint);
    case "textual":
      return textualText(plan.filesBefore, plan.filesAfter, paint);
    case "semantic": {
      const steps = new Map(plan.migrations.map((each) => [each.submitted.name.text, each.steps]));
      const displayType = plan.finder.displayType;
      return semanticText(plan.diffs, { steps, displayType }, paint);
    }
  }
}
