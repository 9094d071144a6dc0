/** Why a request about the schema has no other answer. spec/02 §10 */
export class SchemaRefusal {
  constructor(
    readonly status: 400 | 404 | 409,
    readonly message: string,
  ) {}
}

export const STALE_VERSION = new SchemaRefusal(409, "Stale schema version provided");
export const NOT_FOUND = new SchemaRefusal(404, "Not found");
