import type { Shapes } from "../types/shape.js";
import { substitute } from "../types/substitute.js";
import type { NamedType, Type } from "../types/type.js";
import type { Session } from "./session.js";

/** A type with the parameters of a receiver filled in and all other generics made variables. spec/03 §4 */
export function instantiateSignature(
  session: Session,
  shapes: Shapes,
  type: Type,
  receiver: NamedType | undefined,
): Type {
  const generics = new Map<string, Type>();
  const parameters = receiver === undefined ? [] : (shapes.get(receiver.name)?.parameters ?? []);
  for (const [index, name] of parameters.entries()) generics.set(name, receiver!.args[index]!);
  return substitute(type, (generic) => {
    const known = generics.get(generic.name);
    if (known !== undefined) return known;
    const fresh = session.fresh(undefined);
    generics.set(generic.name, fresh);
    return fresh;
  });
}
