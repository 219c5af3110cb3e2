import { and, eq, gt, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Message } from "./messages.ts";

const since = statement<{ profileId: number; since: number }>()((query, { messages }) =>
  query
    .select({
      key: messages.key,
      endpoint: messages.endpoint,
      status: messages.status,
      createdAt: messages.createdAt,
    })
    .from(messages)
    .where(
      and(
        eq(messages.profileId, sql.placeholder("profileId")),
        gt(messages.createdAt, sql.placeholder("since")),
      ),
    ),
);

/** The mails with this beginning of a key that asked a person to confirm something after a moment. */
export function* confirmationsSince({
  prefix,
  ...where
}: {
  profileId: number;
  prefix: string;
  since: number;
}): Steps<Pick<Message, "key" | "endpoint" | "status" | "createdAt">[]> {
  return (yield* prepared(since, where)).filter(({ key }) => key.startsWith(prefix));
}
