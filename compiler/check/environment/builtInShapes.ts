import type { Declaration, Library, ModuleDeclaration, TypeDeclaration } from "../../library.js";
import { named } from "../../types/build.js";
import { NO_DOCUMENT, type Shape, type Shapes, type Signature } from "../../types/shape.js";
import { NATIVE_COLLECTIONS, nativeShapes } from "./nativeCollections.js";
import { signatureText } from "./signatureText.js";

/** What a library brings into every environment: its types and globals. spec/03b §3 */
export interface BuiltIn {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly globals: ReadonlyMap<string, Signature>;
}

/** What the checker knows of a type beyond its members. */
interface TypeTraits {
  readonly parameters?: readonly string[];
  readonly alias?: string;
  readonly apply?: string;
  readonly access?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly isPersistable: boolean;
}

const VALUE: TypeTraits = { isPersistable: true };
const TRANSIENT: TypeTraits = { isPersistable: false };

/** The named types of spec/03b §3.3. Members come from the library where it has some. */
const TRAITS: ReadonlyMap<string, TypeTraits> = new Map([
  ...["Boolean", "Number", "Int", "Long", "Double", "Float", "String", "Bytes", "Time", "Date", "UUID"].map(
    (name): [string, TypeTraits] => [name, VALUE],
  ),
  ["Null", { isPersistable: true, access: "(key: Any) => Never" }],
  ["ID", TRANSIENT],
  ["TransactionTime", TRANSIENT],
  ["SetCursor", TRANSIENT],
  ["Array", { parameters: ["A"], isPersistable: true }],
  ["Set", { parameters: ["A"], isPersistable: false }],
  ["EventSource", { parameters: ["A"], isPersistable: false }],
  ["Stream", { parameters: ["A"], alias: "EventSource<A>", isPersistable: false }],
  ["Ref", { parameters: ["A"], alias: "A | EmptyRef<A>", isPersistable: true }],
  [
    "EmptyRef",
    {
      parameters: ["A"],
      alias: "Null",
      fields: { id: "ID", coll: "Any", exists: "() => false" },
      isPersistable: false,
    },
  ],
  ["NamedRef", { parameters: ["A"], alias: "A | EmptyNamedRef<A>", isPersistable: false }],
  [
    "EmptyNamedRef",
    {
      parameters: ["A"],
      alias: "Null",
      fields: { name: "String", coll: "Any", exists: "() => false" },
      isPersistable: false,
    },
  ],
  [
    "UserFunction",
    {
      parameters: ["A"],
      apply: "A",
      fields: { definition: "FunctionDef", toString: "() => String" },
      isPersistable: false,
    },
  ],
]);

const known = new WeakMap<Library, BuiltIn>();

/** Built once for each library. */
export function builtIn(library: Library): BuiltIn {
  let result = known.get(library);
  if (result === undefined) {
    result = makeBuiltIn(library);
    known.set(library, result);
  }
  return result;
}

function makeBuiltIn(library: Library): BuiltIn {
  const shapes = new Map<string, Shape>();
  const globals = new Map<string, Signature>();
  const add = (shape: Shape) => shapes.set(shape.name, shape);
  for (const [name, traits] of TRAITS) add(typeShape(name, traits, library.types.get(name), shapes));
  for (const shape of nativeShapes(shapes)) add(shape);
  for (const module of library.modules.values()) {
    if (NATIVE_COLLECTIONS.has(module.name)) continue;
    for (const shape of moduleShapes(module, module.name, shapes)) add(shape);
    globals.set(module.name, { type: named(`${module.name}Module`), generic: false });
  }
  for (const [name, type] of NATIVE_COLLECTIONS) globals.set(name, { type: named(type), generic: false });
  for (const declaration of library.functions.values()) {
    globals.set(declaration.name, signatureText(declaration.signature, shapes));
  }
  return { shapes, globals };
}

function typeShape(
  name: string,
  traits: TypeTraits,
  declaration: TypeDeclaration | undefined,
  shapes: Shapes,
): Shape {
  const parameters = traits.parameters ?? [];
  const signature = (text: string) => signatureText(text, shapes, parameters);
  const optional = (text: string | undefined) => (text === undefined ? undefined : signature(text));
  const fields = new Map(Object.entries(traits.fields ?? {}).map(([key, text]) => [key, signature(text)]));
  const operators = new Map<string, Signature>();
  for (const [key, member] of declaration?.members ?? []) fields.set(key, signature(member.signature));
  for (const [key, member] of declaration?.operators ?? []) operators.set(key, signature(member.signature));
  return {
    name,
    parameters,
    fields,
    operators,
    apply: optional(traits.apply),
    access: operators.get("[]") ?? optional(traits.access),
    alias: optional(traits.alias),
    persistable: traits.isPersistable,
    document: NO_DOCUMENT,
  };
}

/** The type of a module, and those of the modules below it. */
function moduleShapes(module: ModuleDeclaration, path: string, shapes: Shapes): Shape[] {
  const signature = (member: Declaration) => signatureText(member.signature, shapes);
  const shape: Shape = {
    name: `${path}Module`,
    parameters: [],
    fields: new Map([...module.members].map(([name, member]) => [name, signature(member)])),
    operators: new Map(),
    apply: module.construct === undefined ? undefined : signature(module.construct),
    access: undefined,
    alias: undefined,
    persistable: false,
    document: NO_DOCUMENT,
  };
  const below = [...module.modules.values()].flatMap((inner) =>
    moduleShapes(inner, `${path}.${inner.name}`, shapes),
  );
  return [shape, ...below];
}
