import type { Columns } from "../columns.postgres.ts";

export type Role = "owner" | "editor" | "viewer";

/** users, sessions, accounts, verifications and rateLimits have the columns that better-auth asks for. */
export function accountTables(c: Columns) {
  const users = c.table("users", {
    id: c.text().primaryKey(),
    name: c.text().notNull(),
    email: c.text().notNull().unique(),
    emailVerified: c.flag().notNull().default(false),
    image: c.text(),
    role: c.text().$type<Role>().notNull().default("viewer"),
    createdAt: c.date().notNull(),
    updatedAt: c.date().notNull(),
  });
  const sessions = c.table(
    "sessions",
    {
      id: c.text().primaryKey(),
      token: c.text().notNull().unique(),
      userId: c
        .text()
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      expiresAt: c.date().notNull(),
      ipAddress: c.text(),
      userAgent: c.text(),
      createdAt: c.date().notNull(),
      updatedAt: c.date().notNull(),
    },
    (t) => [c.index("sessions_user").on(t.userId)],
  );
  const accounts = c.table(
    "accounts",
    {
      id: c.text().primaryKey(),
      accountId: c.text().notNull(),
      providerId: c.text().notNull(),
      userId: c
        .text()
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      accessToken: c.text(),
      refreshToken: c.text(),
      idToken: c.text(),
      accessTokenExpiresAt: c.date(),
      refreshTokenExpiresAt: c.date(),
      scope: c.text(),
      password: c.text(),
      createdAt: c.date().notNull(),
      updatedAt: c.date().notNull(),
    },
    (t) => [c.index("accounts_user").on(t.userId)],
  );
  const verifications = c.table(
    "verifications",
    {
      id: c.text().primaryKey(),
      identifier: c.text().notNull(),
      value: c.text().notNull(),
      expiresAt: c.date().notNull(),
      createdAt: c.date().notNull(),
      updatedAt: c.date().notNull(),
    },
    (t) => [c.index("verifications_identifier").on(t.identifier)],
  );
  const rateLimits = c.table("rate_limits", {
    id: c.text().primaryKey(),
    key: c.text().notNull().unique(),
    count: c.count().notNull(),
    lastRequest: c.instant().notNull(),
  });
  const invitations = c.table("invitations", {
    id: c.id(),
    tokenHash: c.text().notNull().unique(),
    role: c.text().$type<Role>().notNull(),
    createdBy: c
      .text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: c.instant().notNull(),
    expiresAt: c.instant().notNull(),
    usedAt: c.instant(),
  });
  return { users, sessions, accounts, verifications, rateLimits, invitations };
}
