import { field, type Member } from "../call/index.js";
import { ModuleValue, type Value } from "../values/index.js";
import { schemaModule } from "./definitions.js";
import { type LibraryModule, libraryModule } from "./part.js";

/** Everything built in, as fields and functions of `FQL`. spec/04 §9 */
export function fqlModule(
  modules: ReadonlyMap<string, Value>,
  functions: ReadonlyMap<string, Member>,
): LibraryModule {
  const module = libraryModule({
    name: "FQL",
    doc: "Everything built in, also where a name of the database or a variable hides it.",
    members: {
      ...Object.fromEntries([...modules].map(([name, value]) => [name, moduleField(value as ModuleValue)])),
      Schema: moduleField(new ModuleValue("Schema", "FQL")),
    },
    modules: [schemaModule],
  });
  return { ...module, members: new Map([...module.members, ...functions]) };
}

function moduleField(module: ModuleValue) {
  const name = module.parent === undefined ? module.name : `${module.parent}.${module.name}`;
  return field({
    signature: module.collection === undefined ? `${name}Module` : `${name}Collection`,
    doc: `\`${name}\``,
    run: () => module,
  });
}
