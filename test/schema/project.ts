import { type Database, FqlError, open } from "../../runtime/index.js";

/** A database whose schema is pushed and changed; failures as text. */
export class Project {
  private constructor(readonly database: Database) {}

  static async open(files: Readonly<Record<string, string>> | string = {}): Promise<Project> {
    const project = new Project(await open({ seed: 3 }));
    const sources = typeof files === "string" ? { "main.fsl": files } : files;
    if (Object.keys(sources).length > 0) await project.push(sources);
    return project;
  }

  /** One that is not typechecked. */
  static async untyped(): Promise<Project> {
    return new Project(await open({ seed: 3, typecheck: false }));
  }

  push(files: Readonly<Record<string, string>> | string): Promise<{ readonly version: number }> {
    return this.database.schema.push(typeof files === "string" ? { "main.fsl": files } : files);
  }

  stage(text: string): Promise<{ readonly version: number }> {
    return this.database.schema.push({ "main.fsl": text }, { staged: true });
  }

  /** The status of the staged schema, as far as there is one. */
  async status(): Promise<unknown> {
    return JSON.parse(JSON.stringify(await this.database.schema.status()));
  }

  /** What a push is refused with. */
  refusal(files: Readonly<Record<string, string>> | string): Promise<string> {
    return reasonOf(() => this.push(files));
  }

  async run(text: string): Promise<unknown> {
    return (await this.database.query(text, { typecheck: false })).data;
  }

  /** How a query fails, rendered. */
  failure(text: string): Promise<string> {
    return reasonOf(() => this.run(text));
  }

  /** The text of `main.fsl`. */
  async main(): Promise<string> {
    return (await this.database.schema.pull())["main.fsl"] ?? "";
  }

  diff(files: Readonly<Record<string, string>> | string): Promise<string> {
    return this.database.schema.diff(typeof files === "string" ? { "main.fsl": files } : files);
  }
}

async function reasonOf(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof FqlError) return error.summary || error.reason;
    throw error;
  }
  throw new Error("nothing failed");
}
