/** What is used of WHATWG `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A public key of RSA. */
export type PublicKey = JsonWebKey & { readonly kid?: unknown };

interface KeySet {
  keys: readonly PublicKey[];
  tag: string | undefined;
  /** Times in microseconds. */
  askedAt: number;
  usedAt: number;
  /** While it is being downloaded. */
  download: Promise<void> | undefined;
}

const HOUR = 3_600_000_000;
/** Between two downloads because of keys that were not there. */
const UNKNOWN_KEY_INTERVAL = 500_000;
/** For a download. */
const TIMEOUT_MS = 10_000;

/**
 * The key sets of issuers, each kept for an hour after its last use and refreshed behind the scenes. spec/07 §8
 * "Fetching"
 */
export class KeySets {
  private readonly sets = new Map<string, KeySet>();

  constructor(
    private readonly fetch: Fetch,
    private readonly clock: () => number,
    /** Told why a set could not be had; whoever needs a key of it is refused. */
    private readonly onFault: (fault: unknown) => void,
  ) {}

  /** The key by its id at a URL; of a set of one, also without an id. Undefined where there is none, or no set. */
  async find(address: string, keyId: string | undefined): Promise<PublicKey | undefined> {
    const url = withoutQuery(address);
    const now = this.clock();
    this.forgetUnused(now);
    const set = this.sets.get(url) ?? this.firstSeen(url);
    set.usedAt = now;
    if (set.askedAt < now - HOUR) void this.ask(url, set, set.tag);
    if (set.keys.length === 0) await set.download;
    const known = keyIn(set, keyId);
    if (known !== undefined || this.clock() - set.askedAt < UNKNOWN_KEY_INTERVAL) return known;
    await this.ask(url, set, undefined);
    return keyIn(set, keyId);
  }

  private firstSeen(url: string): KeySet {
    const set: KeySet = { keys: [], tag: undefined, askedAt: 0, usedAt: 0, download: undefined };
    this.sets.set(url, set);
    void this.ask(url, set, undefined);
    return set;
  }

  /** Asks for the set, once for all who wait; what cannot be downloaded leaves what is there. */
  private ask(url: string, set: KeySet, tag: string | undefined): Promise<void> {
    if (set.download !== undefined) return set.download;
    set.askedAt = this.clock();
    set.download = download(this.fetch, url, tag)
      .then((response) => {
        if (response.keys !== undefined) Object.assign(set, response);
      })
      .catch((cause) => this.onFault(new Error(`no keys of an issuer at ${url}`, { cause })))
      .finally(() => {
        set.download = undefined;
      });
    return set.download;
  }

  private forgetUnused(now: number): void {
    for (const [url, { usedAt }] of this.sets) if (usedAt < now - HOUR) this.sets.delete(url);
  }
}

/** Keys are undefined where they are those that the tag stands for. */
interface Downloaded {
  readonly keys: readonly PublicKey[] | undefined;
  readonly tag: string | undefined;
}

async function download(fetch: Fetch, url: string, tag: string | undefined): Promise<Downloaded> {
  const headers = { accept: "application/json", ...(tag === undefined ? {} : { "if-none-match": tag }) };
  const response = await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status === 304 && tag !== undefined) return { keys: undefined, tag };
  if (response.status !== 200) throw new Error(`the answer has status ${response.status}`);
  return { keys: keysOf(await response.json()), tag: response.headers.get("etag") ?? undefined };
}

function withoutQuery(address: string): string {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  return url.href;
}

function keysOf(json: unknown): readonly PublicKey[] {
  const { keys } = json as { readonly keys: readonly PublicKey[] };
  return keys.filter(({ kty }) => kty === "RSA");
}

function keyIn({ keys }: KeySet, keyId: string | undefined): PublicKey | undefined {
  if (keyId === undefined && keys.length === 1) return keys[0];
  return keys.find(({ kid }) => kid === keyId);
}
