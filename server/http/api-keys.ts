import { hash, randomBytes } from "node:crypto";
import type { ApiKeyKind } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import {
  type ApiKey,
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

  constructor(db: Database) {
    this.#db = db;
  }

  async load(): Promise<void> {
    const keys = await listApiKeys(this.#db);
    this.#holders = new Map(
      keys.map(({ hash, id, kind, scopes, source }) => [hash, { id, kind, scopes, source }]),
    );
    for (const { id, lastUsedAt } of keys) if (lastUsedAt !== null) this.#everUsed.add(id);
  }

  /** Whose key it is, and notes that it was used; null when there is no such key, or it was revoked. */
  find(key: string | null, now: number): ApiKeyHolder | null {
    const holder = key === null ? undefined : this.#holders.get(hashOf(key));
    if (!holder) return null;
    this.#used.set(holder.id, now);
    const isFirst = !this.#everUsed.has(holder.id);
    if (isFirst || now - this.#writtenAt > LAST_USED_WRITTEN_EVERY_MS) void this.#writeUsed(now);
    return holder;
  }

  /** Whether it is a secret key that may do this. */
  allows(key: string | null, scope: Scope, now: number): boolean {
    const holder = this.find(key, now);
    return holder?.kind === "secret" && (holder.scopes === null || holder.scopes.includes(scope));
  }

  /** Makes a key. The answer is the only time that a secret one is seen whole; a write key stays readable. */
  async create(
    name: string,
    now: number,
    { kind = "secret", scopes = null, source = null }: NewApiKey = {},
  ): Promise<{ id: number; key: string }> {
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
    const id = await this.#db.transaction((tx) => insertApiKey(tx, row));
    await this.load();
    return { id, key };
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

function hashOf(key: string): string {
  return hash("sha256", key, "hex");
}
