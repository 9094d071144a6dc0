/** What Chevrotain's token types use of lodash, in the language's own words. */

export const isArray = Array.isArray;
export const isString = (value) => typeof value === "string";
export const isUndefined = (value) => value === undefined;
export const isEmpty = (list) => list.length === 0;
export const has = Object.hasOwn;
export const clone = (list) => list.slice();
export const map = (list, change) => list.map(change);
export const compact = (list) => list.filter(Boolean);
export const flatten = (list) => list.flat();
export const includes = (list, element) => list.includes(element);
export const difference = (list, others) => list.filter((element) => !others.includes(element));
export const forEach = (collection, act) => {
  if (isArray(collection)) collection.forEach(act);
  else for (const [key, value] of Object.entries(collection)) act(value, key);
};
