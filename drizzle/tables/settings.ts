import type { Columns } from "../columns.postgres.ts";

export type ApiKeyKind = "secret" | "write";

export function settingTables(c: Columns) {
  const settings = c.table("settings", {
    key: c.text().primaryKey(),
    value: c.json<unknown>().notNull(),
  });
  const apiKeys = c.table("api_keys", {
    id: c.id(),
    name: c.text().notNull(),
    /** The first characters, shown so that keys can be told apart. */
    prefix: c.text().notNull(),
    /** SHA-256 of the whole key: a key is random, so a slow hash would add nothing. */
    hash: c.text().notNull().unique(),
    /** A write key stands in web pages for everybody to read: it sends events in and does nothing else. */
    kind: c.text().$type<ApiKeyKind>().notNull().default("secret"),
    /** What a secret key may do; null for everything. */
    scopes: c.json<string[]>(),
    /** A write key in full: it is no secret. */
    writeKey: c.text(),
    /** The source on the Connect page that it was made for. */
    source: c.text(),
    createdAt: c.instant().notNull(),
    lastUsedAt: c.instant(),
    revokedAt: c.instant(),
  });
  return { settings, apiKeys };
}
