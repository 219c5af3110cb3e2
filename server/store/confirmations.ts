import { and, eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Message } from "./messages.ts";

const ofProfile = statement<{ profileId: number; prefix: string }>()((query, { messages }) =>
  query
    .select({
      endpoint: messages.endpoint,
      status: messages.status,
      data: messages.data,
      createdAt: messages.createdAt,
    })
    .from(messages)
    .where(
      and(
        eq(messages.profileId, sql.placeholder("profileId")),
        sql`${messages.key} like ${sql.placeholder("prefix")} || '%'`,
      ),
    ),
);

/** The mails with this beginning of a key that asked a person to confirm something. */
export function confirmationsOf(where: {
  profileId: number;
  /** Without characters that mean something in a pattern. */
  prefix: string;
}): Steps<Pick<Message, "endpoint" | "status" | "data" | "createdAt">[]> {
  return prepared(ofProfile, where);
}
