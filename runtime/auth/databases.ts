import type { DatabasePlace } from "../call/index.js";
import { DATABASE_NUMBER } from "../schema/internalFields.js";
import { Part } from "../schema/part.js";
import { definitionVersions } from "../schema/readDefinitions.js";
import type { Transaction } from "../transaction/index.js";
import type { Timestamp } from "../values/index.js";

/** Settings of a database that its schema depends on. spec/06b §9 */
export interface DatabaseSettings extends DatabasePlace {
  readonly typechecked: boolean;
  readonly protected: boolean;
}

/** Runs a reading transaction in a database. */
export type ReadDatabase = <T>(database: number, body: (transaction: Transaction) => T) => Promise<T>;

/** A database in the tree; the settings are the effective ones. */
export interface DatabaseNode {
  readonly number: number;
  readonly parent: DatabaseNode | undefined;
  readonly settings: DatabaseSettings;
}

interface Children {
  readonly schemaVersion: Timestamp;
  readonly byName: ReadonlyMap<string, Child>;
}

interface Child {
  readonly number: number;
  readonly globalId: string;
  readonly typechecked: boolean | undefined;
  readonly protected: boolean | undefined;
  readonly hasAccount: boolean;
}

/**
 * The databases of a store. What is known of the children of one holds as long as its schema version: creating, changing
 * and deleting a child changes that. spec/06b §9, §13
 */
export class DatabaseTree {
  private readonly children = new Map<number, Children>();
  /** Where databases were found before; only a guess. */
  private readonly nodes = new Map<string | number, DatabaseNode>();
  /** Effective settings, as they were when somebody was last let in. */
  private readonly settings = new Map<number, DatabaseSettings>();

  constructor(
    readonly root: DatabaseNode,
    private readonly read: ReadDatabase,
  ) {}

  /** The settings of a database that somebody was let into. */
  settingsOf(database: number): DatabaseSettings {
    return this.settings.get(database) ?? this.root.settings;
  }

  /** Keeps the settings of a database, for the queries that follow. */
  enter(node: DatabaseNode): void {
    const known = this.settings.get(node.number);
    if (known !== undefined && sameSettings(known, node.settings)) return;
    this.settings.set(node.number, node.settings);
  }

  /** The database that a path of names leads to; undefined where a part is missing or disabled. */
  async descend(from: DatabaseNode, path: readonly string[]): Promise<DatabaseNode | undefined> {
    let node: DatabaseNode | undefined = from;
    for (const name of path) {
      const child: Child | undefined = (await this.childrenOf(node.number)).get(name);
      if (child === undefined) return undefined;
      node = nodeOf(node, child);
    }
    return node;
  }

  /** The database of a number; undefined where there is none. */
  async numbered(number: number): Promise<DatabaseNode | undefined> {
    return this.found(number, (node) => node.number === number);
  }

  /** The database that JWTs call so; undefined where there is none. The root is never meant. spec/07 §8 */
  async known(globalId: string): Promise<DatabaseNode | undefined> {
    return this.found(globalId, (node) => node !== this.root && node.settings.globalId === globalId);
  }

  private async found(
    key: string | number,
    isWanted: (node: DatabaseNode) => boolean,
  ): Promise<DatabaseNode | undefined> {
    const known = this.nodes.get(key);
    const present = known && (await this.present(known));
    if (present !== undefined) return present;
    for await (const node of this.all()) {
      if (!isWanted(node)) continue;
      this.nodes.set(key, node);
      return node;
    }
    return undefined;
  }

  /** All databases, parents before their children. */
  async *all(): AsyncGenerator<DatabaseNode, void, undefined> {
    const waiting = [this.root];
    for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
      yield node;
      const parent = node;
      for (const child of (await this.childrenOf(node.number)).values()) waiting.push(nodeOf(parent, child));
    }
  }

  /** A node as it is now; undefined where it, or an ancestor, is no more. */
  async present({ number, parent }: DatabaseNode): Promise<DatabaseNode | undefined> {
    if (parent === undefined) return this.root;
    const above = await this.present(parent);
    if (above === undefined) return undefined;
    const children = await this.childrenOf(above.number);
    const child = [...children.values()].find((each) => each.number === number);
    return child && nodeOf(above, child);
  }

  private childrenOf(database: number): Promise<ReadonlyMap<string, Child>> {
    return this.read(database, (transaction) => {
      const { schemaVersion } = transaction;
      const known = this.children.get(database);
      if (known?.schemaVersion === schemaVersion) return known.byName;
      const versions = definitionVersions(transaction, "Database", undefined);
      const parts = versions.map(Part.of).filter((part) => part.flag("disabled") !== true);
      const byName = new Map(parts.map((part) => [part.requiredText("name"), childOf(part)]));
      this.children.set(database, { schemaVersion, byName });
      return byName;
    });
  }
}

/** Whether two settings lead to the same schema. */
export function sameSettings(a: DatabaseSettings, b: DatabaseSettings): boolean {
  return (
    a.typechecked === b.typechecked &&
    a.protected === b.protected &&
    a.isInAccount === b.isInAccount &&
    a.globalId === b.globalId
  );
}

function childOf(part: Part): Child {
  return {
    number: part.number(DATABASE_NUMBER)!,
    globalId: part.requiredText("global_id"),
    typechecked: part.flag("typechecked"),
    protected: part.flag("protected"),
    hasAccount: part.has("account"),
  };
}

/** What a child does not say of itself, it has from its parent. */
function nodeOf(parent: DatabaseNode, child: Child): DatabaseNode {
  return {
    number: child.number,
    parent,
    settings: {
      typechecked: child.typechecked ?? parent.settings.typechecked,
      protected: child.protected ?? parent.settings.protected,
      isInAccount: child.hasAccount || parent.settings.isInAccount,
      globalId: child.globalId,
    },
  };
}
