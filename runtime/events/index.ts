export * from "./createEventService.js";
export * from "./event.js";
export * from "./position.js";
