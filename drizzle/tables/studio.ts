import { sql } from "drizzle-orm";
import type { ReasonValues } from "#workflows/reasons.ts";
import type { Columns } from "../columns.postgres.ts";

/** What the owner keeps for writing messages, and what they are told of. */
export function studioTables(c: Columns) {
  /** Passwords for other programs, by the name that webhooks call them. */
  const secrets = c.table("secrets", {
    name: c.text().primaryKey(),
    /** Encrypted with the installation's key. */
    sealedValue: c.text().notNull(),
    createdAt: c.instant().notNull(),
  });
  /** Pictures for emails; the bytes are files in the data folder, named by their hash. */
  const images = c.table(
    "images",
    {
      id: c.id(),
      hash: c.text().notNull().unique(),
      name: c.text().notNull(),
      type: c.text().notNull(),
      bytes: c.bytes().notNull(),
      width: c.count().notNull(),
      height: c.count().notNull(),
      createdAt: c.instant().notNull(),
    },
    (t) => [c.index("images_created").on(t.createdAt)],
  );
  /** Parts of an email that were kept for others. */
  const savedBlocks = c.table("saved_blocks", {
    id: c.id(),
    name: c.text().notNull(),
    content: c.json<unknown>().notNull(),
    createdAt: c.instant().notNull(),
  });
  /** What the owner should know of; open until it is over. */
  const alerts = c.table(
    "alerts",
    {
      id: c.id(),
      code: c.text().notNull(),
      /** What it is about, such as a hook's id; "" where there is only one. */
      subject: c.text().notNull(),
      values: c.json<ReasonValues>().notNull(),
      raisedAt: c.instant().notNull(),
      clearedAt: c.instant(),
      dismissedAt: c.instant(),
    },
    (t) => [c.uniqueIndex("alerts_open").on(t.code, t.subject).where(sql`cleared_at is null`)],
  );
  return { secrets, images, savedBlocks, alerts };
}
