import { createHash, randomBytes } from "node:crypto";
import type { Database } from "#server/database/database.ts";
import { insertApiKey, listApiKeys, markKeysUsed, revokeApiKey } from "#server/store/api-keys.ts";

const KEY_PREFIX = "rk_";
const SHOWN_CHARS = 8;
const LAST_USED_WRITTEN_EVERY_MS = 60_000;

/** The living API keys, kept in memory by their hashes: checking one costs no query. */
export class ApiKeys {
  readonly #db: Database;
  #idByHash = new Map<string, number>();
  #used = new Map<number, number>();
  #writtenAt = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  async load(): Promise<void> {
    const keys = await listApiKeys(this.#db);
    this.#idByHash = new Map(keys.map((key) => [key.hash, key.id]));
  }

  allows(key: string | null, now: number): boolean {
    const id = key === null ? undefined : this.#idByHash.get(hashOf(key));
    if (id === undefined) return false;
    this.#used.set(id, now);
    if (now - this.#writtenAt > LAST_USED_WRITTEN_EVERY_MS) void this.#writeUsed(now);
    return true;
  }

  /** Makes a key; the answer is the only time that it is seen whole. */
  async create(name: string, now: number): Promise<{ id: number; key: string }> {
    const key = KEY_PREFIX + randomBytes(24).toString("base64url");
    const prefix = key.slice(0, SHOWN_CHARS);
    const id = await this.#db.transaction((tx) =>
      insertApiKey(tx, { name, prefix, hash: hashOf(key), createdAt: now }),
    );
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
    this.#writtenAt = now;
    // Only shown to the owner: not worth failing a request for.
    await this.#db.transaction((tx) => markKeysUsed(tx, used)).catch(() => {});
  }
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
