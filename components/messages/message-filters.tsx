"use client";

import { Select } from "#components/ui/select.tsx";
import { CHANNEL_WORDS, type Channel, type MessageStatus, STATUS_WORDS } from "./message-words.ts";

/** What the list is narrowed to; null for everything. */
export type MessageFilter = { status: MessageStatus | null; channel: Channel | null };

/** Stands for "all": a select cannot have an empty value. */
const ALL = "all";

const STATUSES = [
  { value: ALL, label: "Any status" },
  ...Object.entries(STATUS_WORDS).map(([value, { label }]) => ({ value, label })),
];
const CHANNELS = [
  { value: ALL, label: "All channels" },
  ...Object.entries(CHANNEL_WORDS).map(([value, { label }]) => ({ value, label })),
];

type Props = { filter: MessageFilter; onChange: (filter: MessageFilter) => void };

/** Narrows the list by status and channel. */
export function MessageFilters({ filter, onChange }: Props) {
  return (
    <div className="mb-4 grid grid-cols-2 gap-2 sm:flex">
      <Select
        aria-label="Status"
        className="sm:w-44"
        options={STATUSES}
        value={filter.status ?? ALL}
        onValueChange={(value) => onChange({ ...filter, status: statusOf(value) })}
      />
      <Select
        aria-label="Channel"
        className="sm:w-44"
        options={CHANNELS}
        value={filter.channel ?? ALL}
        onValueChange={(value) => onChange({ ...filter, channel: channelOf(value) })}
      />
    </div>
  );
}

/** Reads a status from an address; null for none or one that does not exist. */
export function statusOf(value: string | null): MessageStatus | null {
  return value !== null && Object.hasOwn(STATUS_WORDS, value) ? (value as MessageStatus) : null;
}

/** Reads a channel from an address; null for none or one that does not exist. */
export function channelOf(value: string | null): Channel | null {
  return value !== null && Object.hasOwn(CHANNEL_WORDS, value) ? (value as Channel) : null;
}
