import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "ink-testing-library";
import { afterEach, describe, expect, test } from "vitest";
import { CommandFailure } from "../../cli/output/failure.js";
import { ShellController } from "../../cli/shell/controller.js";
import { bufferOf } from "../../cli/shell/editing/buffer.js";
import { KeyDecoder } from "../../cli/shell/editing/keys.js";
import { type History, historyPath, openHistory } from "../../cli/shell/history.js";
import { sessionInsight } from "../../cli/shell/insight.js";
import { Shell } from "../../cli/shell/Shell.js";
import { Session } from "../../cli/shell/session.js";
import { scratch } from "./commandLine.js";
import { shellTarget } from "./shellTarget.js";

const TREES = "collection Tree {\n  name: String\n  index byName { terms [.name] }\n}\n";
const ENTER = "\r";
const TAB = "\t";

const open: { unmount(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.unmount();
});

interface Shown {
  type(text: string): Promise<void>;
  /** Waits until the screen holds a text. */
  shows(text: string): Promise<void>;
  readonly screen: () => string;
  readonly all: () => string;
}

async function shell(schema?: string, history?: History): Promise<Shown> {
  const theme = (style: string, text: string) => (style === "cursor" ? `▏${text}` : text);
  const session = new Session(await shellTarget(schema), theme);
  const shown = render(
    <Shell
      session={session}
      history={history ?? (await openHistory(join(scratch(), "history")))}
      insight={sessionInsight(session)}
      theme={theme}
    />,
  );
  open.push(shown);
  const all = () => shown.stdout.frames.join("\n");
  return {
    screen: () => shown.lastFrame() ?? "",
    all,
    async type(text) {
      // Keys come one by one, as from a person.
      for (const each of text.match(/\u001b\[[\d;]*\w|[\s\S]/gu) ?? []) {
        shown.stdin.write(each);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async shows(text) {
      await expect.poll(all, { timeout: 5000, interval: 10 }).toContain(text);
    },
  };
}

/** Whether the shell is left after some keys. */
async function leftAfter(keys: string): Promise<boolean> {
  const theme = (_style: string, text: string) => text;
  const session = new Session(await shellTarget(), theme);
  const history = await openHistory(join(scratch(), "history"));
  let left = false;
  const screen = { write: () => {}, leave: () => (left = true) };
  const controller = new ShellController(
    { session, history, theme, insight: sessionInsight(session) },
    screen,
  );
  for (const key of new KeyDecoder().push(keys)) controller.press(key);
  return left;
}

describe("the shell", () => {
  test("runs queries and shows results, with time and transaction", async () => {
    const { type, shows, all } = await shell();
    await type(`[1, 2].map(x => x * 2)${ENTER}`);
    await shows("[\n  2,\n  4\n]");
    expect(all()).toMatch(
      /fql> \[1, 2\]\.map\(x => x \* 2\)\n\[\n {2}2,\n {2}4\n\]\n[\d.]+ ms · txn \d{4}-\d\d-\d\dT[\d:.]+Z/,
    );
  });

  test("goes on with an incomplete query", async () => {
    const { type, shows, screen } = await shell();
    await type(`let a = [${ENTER}1${ENTER}]${ENTER}`);
    await expect.poll(screen).toContain("fql> let a = [\n...>   1\n...> ]\n...> ▏");
    await type(`a.length + 41${ENTER}`);
    await shows("\n42\n");
  });

  test("shows errors with their excerpt, and logs beside results", async () => {
    const { type, shows } = await shell();
    await type(`let x = 1 / 0${ENTER}x${ENTER}`);
    await shows("error: Attempted integer division by zero.\nat *query*:1:13\n  |\n1 | let x = 1 / 0");
    await type(`log("hello")${ENTER}`);
    await shows("info at *query*:1: hello\nnull");
  });

  test("tells the type of what is being written, or what is wrong with it", async () => {
    const { type, shows } = await shell(TREES);
    await type("Tree.all().map(.name)");
    await shows(": Set<String>");
    await type(".foo");
    await shows("! Type `Set<String>` does not have field `foo`");
  });

  test("completes names, members, keys and dot-commands", async () => {
    const { type, shows, screen } = await shell(TREES);
    await type(`Tre${TAB}`);
    await expect.poll(screen).toContain("fql> Tree▏");
    await type(`.by${TAB}`);
    await shows("▏ byId    (id: ID) => Ref<Tree>");
    await shows(" byName  ((term1: String) => Set<Tree>) & ");
    await type(`${TAB}${ENTER}`);
    await expect.poll(screen).toContain("fql> Tree.byName(▏)");
    await type(`"a").fir${TAB}${ENTER}`);
    await expect.poll(screen).toContain(`fql> Tree.byName("a").first()▏\n`);
    await type(`\u0003Tree.create({ na${TAB}`);
    await expect.poll(screen).toContain("fql> Tree.create({ name: ▏");
    await type(`\u0003.ty${TAB}`);
    await expect.poll(screen).toContain("fql> .typecheck▏");
  });

  test("tells what a function takes within its brackets", async () => {
    const { type, screen } = await shell(TREES);
    await type("Tree.byId(");
    await expect.poll(screen).toBe("fql> Tree.byId(▏\n     byId: (id: ID) => Ref<Tree>");
    await type(")");
    await expect.poll(screen).toContain("\n   ! ");
    await type("\u001b[D");
    await expect.poll(screen).toBe("fql> Tree.byId(▏)\n     byId: (id: ID) => Ref<Tree>");
    await type("1");
    await expect.poll(screen).toBe("fql> Tree.byId(1▏)\n   : Ref<Tree>");
  });

  test("a menu follows what is typed", async () => {
    const { type, shows, screen } = await shell(TREES);
    await type(`"a".${TAB}`);
    await shows("casefold");
    await type("le");
    await expect.poll(screen).toBe(`fql> "a".le▏\n    ▏ length  Number`);
    await type(ENTER);
    await expect.poll(screen).toContain('fql> "a".length▏');
  });

  test("explains a query of several lines, with completions", async () => {
    const shown = await shell(TREES);
    await shown.type(".explain Tree.whe");
    await shown.type(TAB);
    await shown.shows(".explain Tree.where(");
    await shown.type(`.name == "oak"${ENTER}`);
    await shown.type(`)${ENTER}`);
    await shown.shows('└ Tree.byName("oak")');
  });

  test("knows what a query has changed in the schema", async () => {
    const { type, shows, screen } = await shell();
    await type(`Collection.create({ name: "Tree" }).name${ENTER}`);
    await shows('"Tree"\n');
    await type("Tree.all().isEmpty()");
    await shows(": Boolean");
    await type(`\u0003.schema Tree${ENTER}`);
    await shows("collection Tree {");
    expect(screen()).toContain("fql> ▏");
  });

  test("completes again when a database that was away is back", async () => {
    const target = await shellTarget(TREES);
    let isAway = true;
    const session = new Session(
      {
        ...target,
        fetch: (path, init) =>
          isAway ? Promise.reject(new CommandFailure("it is away")) : target.fetch(path, init),
      },
      (_style, text) => text,
    );
    const insight = sessionInsight(session);
    const labels = async () =>
      (await insight.completions(bufferOf("Tree.byN")))?.items.map(({ label }) => label);
    expect(await labels()).toBeUndefined();
    expect(await session.run("1")).toMatchObject({ ok: false, text: "error: it is away" });
    isAway = false;
    await session.run("1");
    expect(await labels()).toEqual(["byName"]);
  });

  test("Ctrl+C drops the query, twice it leaves; Ctrl+D leaves", async () => {
    const { type, shows, screen } = await shell();
    await type("1 + \u0003");
    await expect.poll(screen).toBe("fql> ▏");
    await type("\u0003");
    await shows("Ctrl+C again leaves");
    await type("1");
    await expect.poll(screen).not.toContain("Ctrl+C again leaves");
    expect(await leftAfter("\u0003\u0003")).toBe(true);
    expect(await leftAfter("\u00031\u0003")).toBe(false);
    expect(await leftAfter("\u0004")).toBe(true);
    expect(await leftAfter("1\u0004")).toBe(false);
  });

  test("keys wait while a query runs", async () => {
    const { type, shows } = await shell();
    await type(`1 + 1${ENTER}2 + 3${ENTER}`);
    await shows("\n2\n");
    await shows("\n5\n");
  });

  test("settings change what is shown", async () => {
    const { type, shows } = await shell();
    await type(`.format tagged${ENTER}`);
    await shows("format: tagged");
    await type(`[1]${ENTER}`);
    await shows('[\n  {\n    "@int": "1"\n  }\n]');
    await type(`.typecheck off${ENTER}"a".foo${ENTER}`);
    await shows("typecheck: off");
    await type(`.format nonsense${ENTER}`);
    await shows("error: write .format simple|tagged|decorated");
    await type(`.help${ENTER}`);
    await shows(".schema [name]");
  });

  test("remembers queries between sessions", async () => {
    const path = join(scratch(), "state", "history");
    const first = await shell(undefined, await openHistory(path));
    await first.type(`let a = 1${ENTER}a${ENTER}`);
    await first.shows("\n1\n");
    expect(readFileSync(path, "utf8")).toBe('"let a = 1\\na"\n');
    const second = await shell(undefined, await openHistory(path));
    await second.type("\u001b[A");
    await expect.poll(second.screen).toContain("fql> let a = 1\n...> a▏");
  });
});

describe("history", () => {
  test("stands where the environment says", () => {
    expect(historyPath({ XDG_STATE_HOME: "/s" })).toBe(join("/s", "coppice", "history"));
    expect(historyPath({ COPPICE_HISTORY: "/h" })).toBe("/h");
    expect(historyPath({})).toMatch(/coppice.history$/);
  });

  test("leaves out repetitions and what is no entry", async () => {
    const path = join(scratch(), "history");
    writeFileSync(path, '"a"\nnonsense\n5\n');
    const history = await openHistory(path);
    await history.add("b");
    await history.add("b");
    await history.add(" ");
    expect(history.entries).toEqual(["a", "b"]);
    expect(existsSync(path)).toBe(true);
    expect((await openHistory(path)).entries).toEqual(["a", "b"]);
  });
});
