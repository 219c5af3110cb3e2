import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";

/** What the keys of tests begin with: see `testKey`. */
const TEST_KEYS = "test-for-%";

/** A message to a customer: no call of a webhook, no notice to the team, no test that a colleague sent themselves. */
export function isToCustomer({ channel, content, key }: Tables["messages"]): SQL {
  return and(
    ne(channel, "webhook"),
    sql`${content} ->> 'team' is null`,
    sql`${key} not like ${sql.raw(`'${TEST_KEYS}'`)}`,
  )!;
}

/** A message that a customer got, at its `endedAt`: it was sent, and not only shown in the captured outbox. */
export function isReceived(messages: Tables["messages"]): SQL {
  return and(eq(messages.status, "sent"), eq(messages.captured, false), isToCustomer(messages))!;
}
