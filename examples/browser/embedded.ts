import { open } from "../../runtime/index.js";
import { startConsole } from "./console.js";

/** A page with its database inside: no server, nothing leaves the tab. */
const db = await open();
startConsole(async (query) => (await db.query(query)).data);
