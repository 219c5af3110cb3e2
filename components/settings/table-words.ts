import type { TableRows } from "#components/shell/outputs.ts";

/** What the rows of each table are, for people. */
export const TABLE_WORDS: Record<TableRows["table"], string> = {
  profiles: "Profiles",
  events: "Events",
  history: "History entries",
  messages: "Messages",
  deliveries: "Delivery attempts",
  runs: "Runs",
  visits: "Steps of runs",
  timers: "Timers",
  carts: "Carts",
  eventKeys: "Event ids of the last week",
  consentLog: "Consent changes",
  assignments: "Split assignments",
};
