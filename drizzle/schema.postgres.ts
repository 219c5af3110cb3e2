import { postgresColumns } from "./columns.postgres.ts";
import { defineTables } from "./tables.ts";

export const postgresTables = defineTables(postgresColumns);

// drizzle-kit takes each table from an export of its own.
export const {
  settings,
  apiKeys,
  users,
  sessions,
  accounts,
  verifications,
  rateLimits,
  invitations,
  profiles,
  anonymousIds,
  consents,
  consentLog,
  suppressions,
  pushSubscriptions,
  eventNames,
  events,
  eventKeys,
  carts,
  hooks,
  receipts,
  imports,
  outgoingHooks,
  notices,
  workflows,
  versions,
  runs,
  visits,
  timers,
  assignments,
  schedules,
  admissions,
  visitTotals,
  history,
  messages,
  deliveries,
} = postgresTables;
