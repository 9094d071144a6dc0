export {
  displayType,
  type InferredFunction,
  type InferredParameter,
  type InferredType,
} from "../types/inferred.js";
export type { SingletonValue } from "../types/literal.js";
export type { Type } from "../types/type.js";
export { type ArgumentProfile, lookedAt, profileOf, valuesAt } from "./argumentProfile.js";
export { type ArgumentShape, argumentType } from "./argumentType.js";
export { type Checked, type CheckOptions, type CheckResult, check } from "./check.js";
export {
  describeEnvironment,
  type EnvironmentDescription,
  type TypeDescription,
} from "./environment/describe.js";
export { typeEnvironment } from "./environment/index.js";
export type { TypeEnvironment } from "./environment/typeEnvironment.js";
export { withNames } from "./environment/withNames.js";
export { fits } from "./fits.js";
export { type Inspected, type InspectOptions, inspect, typeOfName } from "./inspect.js";
export { functionsOf, membersOf } from "./members.js";
export { checkSchema, type SchemaCheck, type SchemaCheckOptions } from "./schema/checkSchema.js";
export { codeEnvironment } from "./schema/codeEnvironment.js";
export { annotatedType, reportedType } from "./writtenType.js";
