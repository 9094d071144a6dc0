/** What Chevrotain uses of lodash, in the language's own words. */

export const isArray = Array.isArray;
export const isFunction = (value) => typeof value === "function";
export const isString = (value) => typeof value === "string";
export const isRegExp = (value) => value instanceof RegExp;
export const isUndefined = (value) => value === undefined;
export const isObject = (value) => isFunction(value) || (typeof value === "object" && value !== null);
export const noop = () => {};

export const keys = (object) => Object.keys(object ?? {});
export const values = (collection) => (isArray(collection) ? collection : Object.values(collection ?? {}));
export const has = (object, key) => object != null && Object.hasOwn(object, key);
export const assign = Object.assign;
export const defaults = (object, others) => assign(object, { ...others, ...object });
export const clone = (value) => (isArray(value) ? value.slice() : { ...value });
export const pickBy = (object, picks) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => picks(value)));

export const forEach = (collection, act) => {
  if (isArray(collection)) collection.forEach(act);
  else for (const key of keys(collection)) act(collection[key], key);
};
export const isEmpty = (collection) => values(collection).length === 0;
export const map = (collection, change) => values(collection).map(change);
export const flatMap = (collection, change) => values(collection).flatMap(change);
export const filter = (collection, passes) => values(collection).filter(passes);
export const every = (collection, passes) => values(collection).every(passes);
export const some = (collection, passes) => values(collection).some(passes);
export const find = (collection, passes) => values(collection).find(passes);
export const reduce = (collection, add, start) => values(collection).reduce(add, start);
export const includes = (collection, value) => values(collection).includes(value);

export const first = (list) => list?.[0];
export const last = (list) => list?.at(-1);
export const drop = (list, count = 1) => list.slice(count);
export const dropRight = (list, count = 1) => list.slice(0, Math.max(list.length - count, 0));
export const compact = (list) => list.filter(Boolean);
export const flatten = (list) => list.flat();
export const uniq = (list) => [...new Set(list)];
export const difference = (list, others) => list.filter((element) => !others.includes(element));
