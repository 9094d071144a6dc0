import { type Fields, storedField, storedFields } from "../documents/index.js";
import type { Version } from "../storage/storage.js";
import { isStruct, structEntries, structGet, type Value } from "../values/index.js";

/** A definition, or an object in it, read field by field. What it holds was checked when it was written. */
export class Part {
  private constructor(
    private readonly lookUp: (name: string) => Value | undefined,
    private readonly all: () => Fields,
  ) {}

  static of(value: Version | Value): Part {
    if (isStruct(value)) {
      return new Part(
        (name) => structGet(value, name),
        () => new Map(structEntries(value)),
      );
    }
    const version = value as Version;
    return new Part(
      (name) => storedField(version, name),
      () => storedFields(version),
    );
  }

  static ofFields(fields: Fields): Part {
    return new Part(
      (name) => fields.get(name),
      () => fields,
    );
  }

  fields(): Fields {
    return this.all();
  }

  has(name: string): boolean {
    return this.lookUp(name) !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.lookUp(name);
    return typeof value === "string" ? value : undefined;
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new Error(`a stored definition lacks \`${name}\``);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.lookUp(name);
    return typeof value === "boolean" ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.lookUp(name);
    return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
  }

  part(name: string): Part | undefined {
    const value = this.lookUp(name);
    return value !== undefined && isStruct(value) ? Part.of(value) : undefined;
  }

  /** The entries of an object of objects. */
  entries(name: string): readonly (readonly [string, Part])[] {
    return [...(this.part(name)?.fields() ?? [])].map(([key, value]) => [key, Part.of(value)] as const);
  }

  values(name: string): readonly Value[] {
    const value = this.lookUp(name);
    return Array.isArray(value) ? (value as readonly Value[]) : [];
  }

  list(name: string): readonly Part[] {
    return this.values(name).map((value) => Part.of(value));
  }

  /** A single value stands for a list of one. */
  oneOrManyValues(name: string): readonly Value[] {
    const value = this.lookUp(name);
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as readonly Value[]) : [value];
  }

  oneOrMany(name: string): readonly Part[] {
    return this.oneOrManyValues(name).map((value) => Part.of(value));
  }
}
