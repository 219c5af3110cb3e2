/** What a program says about the time of an event, each as ISO 8601. */
export interface SaidTimes {
  timestamp?: string | null;
  /** The sender's clock when it happened, where a program in between has set `timestamp`. */
  originalTimestamp?: string | null;
}

/**
 * When an event happened, as Segment reckons it: as long before it arrived as the sender's own clock says that it
 * happened before sending, however wrong that clock is. Never in the future: timers would rest on it.
 */
export function eventTime(said: SaidTimes, sentAt: number | null, receivedAt: number): number {
  const told = said.timestamp ?? said.originalTimestamp;
  if (!told) return receivedAt;
  const at = Date.parse(told);
  return Math.min(sentAt === null ? at : receivedAt - (sentAt - at), receivedAt);
}
