import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type RunningPages, servePages } from "../../examples/browser/servePages.js";
import { createApp, type RunningServer, serve } from "../../runtime/server/node/index.js";
import { openEngine } from "./openEngine.js";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const isInstalled = existsSync(CHROMIUM);
if (!isInstalled) {
  const reason = `no browser at ${CHROMIUM}: install chromium, or name another in CHROMIUM`;
  if (process.env.CI === "true") throw new Error(reason);
  console.warn(`Skipped the tests in a browser: ${reason}`);
}

describe.skipIf(!isInstalled)("in a browser", () => {
  let browser: Browser;
  let pages: RunningPages;
  const faults: string[] = [];

  beforeAll(async () => {
    pages = await servePages(0);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });

  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await pages?.close();
  });

  /** Opens a page; what its scripts fail to catch fails the test. */
  async function visit(path: string): Promise<Page> {
    const page = await browser.newPage();
    page.on("pageerror", ({ message }) => faults.push(message));
    await page.goto(`${pages.url}${path}`);
    await page.waitForSelector("body[data-ready]");
    return page;
  }

  describe("the official driver asks a server of another origin", () => {
    let server: RunningServer;

    beforeAll(async () => {
      server = await serve(createApp(await openEngine()), { port: 0, host: "127.0.0.1", graceMs: 100 });
    });

    afterAll(() => server?.close());

    const visitRemote = () => visit(`/remote.html?server=${encodeURIComponent(server.url)}`);

    it("and shows answers and errors", async () => {
      const page = await visitRemote();
      expect(JSON.parse(await ask(page, '[1 + 1, "é😀", { a: null }]'))).toEqual([2, "é😀", { a: null }]);
      expect(await ask(page, "abort(5)")).toMatch(/^abort\nerror: Query aborted\.\nat \*query\*:1:6/);
      expect(await ask(page, "1 +")).toMatch(/^invalid_query\nerror: /);
      await page.close();
    });

    it("and follows a live stream", async () => {
      const [page, other] = [await visitRemote(), await visitRemote()];
      const notes = () => page.locator("#notes li").allTextContents();
      const { id } = JSON.parse(await ask(other, 'Note.create({ text: "first" }) { id }'));
      await expect.poll(notes).toEqual(["first"]);
      await ask(other, 'Note.create({ text: "second" }) { id }');
      await expect.poll(notes).toEqual(["first", "second"]);
      await ask(other, `Note.byId("${id}")!.update({ text: "changed" }) { id }`);
      await expect.poll(notes).toEqual(["changed", "second"]);
      await ask(other, `Note.byId("${id}")!.delete(); null`);
      await expect.poll(notes).toEqual(["second"]);
      await page.close();
      await other.close();
    });
  });

  it("Coppice itself runs, without a server", async () => {
    const page = await visit("/embedded.html");
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await ask(
      page,
      'Collection.create({ name: "Leaf", indexes: { byN: { terms: [{ field: "n" }] } } }) { name }',
    );
    await ask(page, "Set.sequence(0, 20).forEach(n => Leaf.create({ n: n % 4 }))");
    expect(JSON.parse(await ask(page, "Leaf.byN(3).count()"))).toBe(5);
    expect(await ask(page, "Leaf.byM(3)")).toMatch(/^invalid_query\nerror: /);
    expect(await ask(page, "Leaf.all().first()!.n / 0")).toMatch(/^divide_by_zero\nerror: /);
    expect(requests).toEqual([]);
    await page.close();
  });
});

/** What the console of a page answers. */
async function ask(page: Page, query: string): Promise<string> {
  await page.fill("#query", query);
  await page.click("button");
  await page.waitForFunction(() => !["", "…"].includes(document.getElementById("answer")!.textContent!));
  return (await page.textContent("#answer"))!;
}
