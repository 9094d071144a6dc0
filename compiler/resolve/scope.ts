import type { Place } from "../ir/ir.js";
import type { Origins } from "./irTypes.js";

/** The implicit parameter of short lambdas and projections. spec/01 §4.3 */
export const THIS = "$this";

/** The names of one function while its body is resolved: what it binds, and what it needs from outside. */
export class FunctionScope {
  readonly captured: { readonly name: string; readonly place: Place }[] = [];
  localCount = 0;
  private readonly blocks: Map<string, Place>[] = [new Map()];

  constructor(
    private readonly outer: FunctionScope | undefined,
    /** Where to note what each node comes from. */
    readonly origins: Origins | undefined = outer?.origins,
  ) {}

  bindParameter(name: string, index: number): void {
    this.blocks[0]!.set(name, { part: "parameter", index });
  }

  newLocal(): Place {
    return { part: "local", index: this.localCount++ };
  }

  bind(name: string, place: Place): void {
    this.blocks[this.blocks.length - 1]!.set(name, place);
  }

  openBlock(): void {
    this.blocks.push(new Map());
  }

  closeBlock(): void {
    this.blocks.pop();
  }

  /** Where `name` lies in this function's frame; a variable of an outer function becomes a captured one. */
  find(name: string): Place | undefined {
    for (let i = this.blocks.length - 1; i >= 0; i--) {
      const place = this.blocks[i]!.get(name);
      if (place !== undefined) return place;
    }
    const outside = this.outer?.find(name);
    if (outside === undefined) return undefined;
    const known = this.captured.findIndex(
      (each) => each.place.part === outside.part && each.place.index === outside.index,
    );
    if (known >= 0) return { part: "captured", index: known };
    this.captured.push({ name, place: outside });
    return { part: "captured", index: this.captured.length - 1 };
  }
}
