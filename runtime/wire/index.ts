export * from "./encode/index.js";
export * from "./materialised.js";
export * from "./request/json.js";
export * from "./request/queryBody.js";
export * from "./request/queryHeaders.js";
export * from "./request/toQueryRequest.js";
export * from "./response/protocolError.js";
export * from "./response/queryResponse.js";
