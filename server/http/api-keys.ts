import { hash, randomBytes } from "node:crypto";
import type { ApiKeyKind } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import {
  type ApiKey,
  hasApiKey,
  insertApiKey,
  listApiKeys,
  markKeysUsed,
  revokeApiKey,
} from "#server/store/api-keys.ts";
import type { Scope } from "./scopes.ts";

const KEY_PREFIX: Record<ApiKeyKind, string> = { secret: "rk_", write: "wk_" };
const SHOWN_CHARS = 8;
const LAST_USED_WRITTEN_EVERY_MS = 60_000;

/** A living key, as far as the doors need to know it. */
export type ApiKeyHolder = Pick<ApiKey, "id" | "kind" | "scopes" | "source">;

/** What a new key is for. */
export interface NewApiKey {
  /** A secret key, unless said otherwise. */
  kind?: ApiKeyKind;
  /** What a secret key may do; null for everything. */
  scopes?: Scope[] | null;
  /** The source on the Connect page that it is made for. */
  source?: string | null;
}

/** The living API keys, kept in memory by their hashes: checking one costs no query. */
export class ApiKeys {
  readonly #db: Database;
  #holders = new Map<string, ApiKeyHolder>();
  #used = new Map<number, number>();
  /** Keys whose first use is known: somebody may be waiting for it. */
  #everUsed = new Set<number>();
  #writtenAt = 0;
  #loading: Promise<void> = Promise.resolve();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Reads them anew. One reading at a time: a slow one must not bring back a key that was revoked since. */
  load(): Promise<void> {
    this.#loading = this.#loading.catch(() => {}).then(() => this.#load());
    return this.#loading;
  }

  async #load(): Promise<void> {
    const keys = await listApiKeys(this.#db);
    this.#holders = new Map(
      keys.map(({ hash, id, kind, scopes, source }) => [hash, { id, kind, scopes, source }]),
    );
    for (const { id, lastUsedAt } of keys) if (lastUsedAt !== null) this.#everUsed.add(id);
  }

  /** Whose key it is; null when there is no such key, or it was revoked. */
  find(key: string | null): ApiKeyHolder | null {
    return (key === null ? undefined : this.#holders.get(hashOf(key))) ?? null;
  }

  /**
   * Notes that something that came with this key was taken in, or that it was let through to what it may ask for. The
   * owner sees by it whether a connection works, so that what is refused does not count.
   */
  markUsed(id: number, now: number): void {
    this.#used.set(id, now);
    const isFirst = !this.#everUsed.has(id);
    if (isFirst || now - this.#writtenAt > LAST_USED_WRITTEN_EVERY_MS) void this.#writeUsed(now);
  }

  /** Whether it is a secret key that may do this. */
  allows(key: string | null, scope: Scope): boolean {
    const holder = this.find(key);
    return holder?.kind === "secret" && (holder.scopes === null || holder.scopes.includes(scope));
  }

  /** Makes a key. The answer is the only time that a secret one is seen whole; a write key stays readable. */
  async create(name: string, now: number, what: NewApiKey = {}): Promise<{ id: number; key: string }> {
    const { key, row } = makeKey(name, now, what);
    const id = await this.#db.transaction((tx) => insertApiKey(tx, row));
    await this.load();
    return { id, key };
  }

  /** Makes a source's first key of its kind; null when it has one, also when another request made it just now. */
  async createFirst(
    name: string,
    now: number,
    what: NewApiKey & { kind: ApiKeyKind; source: string },
  ): Promise<{ id: number; key: string } | null> {
    const { key, row } = makeKey(name, now, what);
    const id = await this.#db.transaction(function* (tx) {
      const isThere = yield* hasApiKey(tx, what);
      return isThere ? null : yield* insertApiKey(tx, row);
    });
    await this.load();
    return id === null ? null : { id, key };
  }

  async revoke(id: number, now: number): Promise<boolean> {
    const revoked = await this.#db.transaction((tx) => revokeApiKey(tx, id, now));
    await this.load();
    return revoked;
  }

  async #writeUsed(now: number): Promise<void> {
    const used = this.#used;
    this.#used = new Map();
    for (const id of used.keys()) this.#everUsed.add(id);
    this.#writtenAt = now;
    // Only shown to the owner: not worth failing a request for.
    await this.#db.transaction((tx) => markKeysUsed(tx, used)).catch(() => {});
  }
}

function makeKey(name: string, now: number, { kind = "secret", scopes = null, source = null }: NewApiKey) {
  const key = KEY_PREFIX[kind] + randomBytes(24).toString("base64url");
  const row = {
    name,
    prefix: key.slice(0, SHOWN_CHARS),
    hash: hashOf(key),
    kind,
    scopes: kind === "secret" ? scopes : null,
    writeKey: kind === "write" ? key : null,
    source,
    createdAt: now,
  };
  return { key, row };
}

function hashOf(key: string): string {
  return hash("sha256", key, "hex");
}
