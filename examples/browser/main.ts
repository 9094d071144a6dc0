import { servePages } from "./servePages.js";

/** `npm run demo:browser`: two pages to look at. The first needs `coppice serve`. */
const { url } = await servePages(8080);
console.log(`${url}/remote.html\n${url}/embedded.html`);
