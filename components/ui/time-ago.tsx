"use client";

import { useSyncExternalStore } from "react";
import { useTimeFormat } from "./use-time-format.ts";

type Props = {
  /** Epoch milliseconds. */
  at: number;
  /** The current time in epoch milliseconds, from the server or the page's clock. */
  now: number;
  /** The IANA zone for the full date; the reader's own when left out. */
  timeZone?: string;
  className?: string;
};

/** A moment as its distance from now, with the full date on hover. */
export function TimeAgo({ at, now, timeZone, className }: Props) {
  const { formatDateTime, formatDistance } = useTimeFormat();
  const readerZone = useReaderZone();
  const zone = timeZone ?? readerZone;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${formatDateTime(at, zone)} (${zone})`}
      className={className}
    >
      {formatDistance(at, now, zone)}
    </time>
  );
}

/** The browser's zone; while the server's page is being taken over it is UTC, as the server had it. */
function useReaderZone(): string {
  return useSyncExternalStore(
    neverChanges,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
}

function neverChanges() {
  return () => {};
}
