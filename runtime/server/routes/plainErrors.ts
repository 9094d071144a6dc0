import type { WireResponse } from "../../wire/index.js";

/** Answers of what is no v10 endpoint. spec/08 §13 */
export const NOT_FOUND: WireResponse = {
  status: 404,
  body: `{"errors":[{"code":"not found","description":"Not Found"}]}`,
};

export const METHOD_NOT_ALLOWED: WireResponse = {
  status: 405,
  body: `{"errors":[{"code":"method not allowed","description":"Method Not Allowed"}]}`,
};
