import { type Fields, storedFields } from "../documents/index.js";
import type { Version } from "../storage/storage.js";
import { isStruct, type Struct, structEntries, type Value } from "../values/index.js";

/** A definition, or an object in it, read field by field. What it holds was checked when it was written. */
export class Part {
  private constructor(private readonly content: Fields) {}

  static of(value: Version | Value): Part {
    if (isStruct(value)) return new Part(new Map(structEntries(value as Struct)));
    return new Part(storedFields(value as Version));
  }

  static ofFields(fields: Fields): Part {
    return new Part(fields);
  }

  fields(): Fields {
    return this.content;
  }

  has(name: string): boolean {
    return this.content.has(name);
  }

  text(name: string): string | undefined {
    const value = this.content.get(name);
    return typeof value === "string" ? value : undefined;
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new Error(`a stored definition lacks \`${name}\``);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.content.get(name);
    return typeof value === "boolean" ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.content.get(name);
    return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
  }

  part(name: string): Part | undefined {
    const value = this.content.get(name);
    return value !== undefined && isStruct(value) ? Part.of(value) : undefined;
  }

  /** The entries of an object of objects. */
  entries(name: string): readonly (readonly [string, Part])[] {
    return [...(this.part(name)?.content ?? [])].map(([key, value]) => [key, Part.of(value)] as const);
  }

  values(name: string): readonly Value[] {
    const value = this.content.get(name);
    return Array.isArray(value) ? (value as readonly Value[]) : [];
  }

  list(name: string): readonly Part[] {
    return this.values(name).map((value) => Part.of(value));
  }

  /** A single value stands for a list of one. */
  oneOrManyValues(name: string): readonly Value[] {
    const value = this.content.get(name);
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as readonly Value[]) : [value];
  }

  oneOrMany(name: string): readonly Part[] {
    return this.oneOrManyValues(name).map((value) => Part.of(value));
  }
}
