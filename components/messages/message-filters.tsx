"use client";

import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { CHANNEL_WORDS, type Channel, type MessageStatus, STATUS_WORDS } from "./message-words.ts";

const DONE_WORDS = { opened: "Opened or shown", clicked: "Clicked", neither: "Neither opened nor clicked" };
type Done = keyof typeof DONE_WORDS;

/** What the list is narrowed to; null for everything. */
export type MessageFilter = {
  status: MessageStatus | null;
  channel: Channel | null;
  /** What people did with them. */
  done: Done | null;
  /** Of the workflow, or the one-off message, that sent them. */
  workflowId: number | null;
};

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

const DONE = [
  { value: ALL, label: "Opened or not" },
  ...Object.entries(DONE_WORDS).map(([value, label]) => ({ value, label })),
];

type Props = {
  filter: MessageFilter;
  /** What the list is narrowed to, as far as it is known. */
  workflowName?: string;
  onChange: (filter: MessageFilter) => void;
};

/** Narrows the list by status, channel and what people did, and takes away that it is of one workflow only. */
export function MessageFilters({ filter, workflowName, onChange }: Props) {
  return (
    <div className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
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
      <Select
        aria-label="What people did with them"
        className="max-sm:col-span-2 sm:w-60"
        options={DONE}
        value={filter.done ?? ALL}
        onValueChange={(value) => onChange({ ...filter, done: doneOf(value) })}
      />
      {filter.workflowId !== null && (
        <Button
          icon={<X />}
          className="max-w-full max-sm:col-span-2"
          onClick={() => onChange({ ...filter, workflowId: null })}
        >
          <span className="min-w-0 truncate">
            {workflowName === undefined ? "Of one workflow or message" : `Of “${workflowName}”`}
          </span>
          <span className="sr-only">: show all</span>
        </Button>
      )}
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

/** Reads what people did from an address; null for anything and for what does not exist. */
export function doneOf(value: string | null): Done | null {
  return value !== null && Object.hasOwn(DONE_WORDS, value) ? (value as Done) : null;
}
