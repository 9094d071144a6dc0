import type { IndexField } from "../catalog/catalog.js";
import type { ElementFields } from "./elementFields.js";

/** The path of a term or value of an index; undefined where it is multi-valued, computed, or goes into an array. */
export function plainPath({ path, mva }: IndexField, fields: ElementFields): string | undefined {
  const names = path.elements.map((each) => (each.kind === "field" ? each.name : undefined));
  const plain = names[0] === "data" && names.length > 1 ? names.slice(1) : names;
  const [first] = plain;
  const isPlain = !mva && !plain.includes(undefined) && fields.isStored(first!) && first !== "id";
  return isPlain ? plain.join(".") : undefined;
}
