import { servePages } from "./servePages.js";

/** `npm run demo:browser`: two pages to look at, one with and one without a server. */
const { url } = await servePages(8080);
console.log(`
Coppice inside the tab, no server:            ${url}/embedded.html
The driver and a live stream, of a server:    ${url}/remote.html    (start it: npx coppice serve)

Ctrl+C ends this.`);
