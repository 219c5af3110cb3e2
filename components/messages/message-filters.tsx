"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { channels } from "#workflows/node.ts";
import { type Channel, type MessageStatus, STATUS_TONES } from "./message-words.ts";

const DONE = ["opened", "clicked", "neither"] as const;
type Done = (typeof DONE)[number];

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

const STATUSES = Object.keys(STATUS_TONES) as MessageStatus[];

type Props = {
  filter: MessageFilter;
  /** What the list is narrowed to, as far as it is known. */
  workflowName?: string;
  onChange: (filter: MessageFilter) => void;
};

/** Narrows the list by status, channel and what people did, and takes away that it is of one workflow only. */
export function MessageFilters({ filter, workflowName, onChange }: Props) {
  const t = useTranslations("messages");
  return (
    <div className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Select
        aria-label={t("filters.status")}
        className="sm:w-44"
        options={[
          { value: ALL, label: t("filters.anyStatus") },
          ...STATUSES.map((value) => ({ value, label: t(`status.${value}.label`) })),
        ]}
        value={filter.status ?? ALL}
        onValueChange={(value) => onChange({ ...filter, status: statusOf(value) })}
      />
      <Select
        aria-label={t("filters.channel")}
        className="sm:w-44"
        options={[
          { value: ALL, label: t("filters.allChannels") },
          ...channels.map((value) => ({ value, label: t(`channels.${value}`) })),
        ]}
        value={filter.channel ?? ALL}
        onValueChange={(value) => onChange({ ...filter, channel: channelOf(value) })}
      />
      <Select
        aria-label={t("filters.done")}
        className="max-sm:col-span-2 sm:w-60"
        options={[
          { value: ALL, label: t("filters.anyDone") },
          ...DONE.map((value) => ({ value, label: t(`filters.${value}`) })),
        ]}
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
            {workflowName === undefined ? t("filters.ofOne") : t("filters.of", { name: workflowName })}
          </span>
          <span className="sr-only">{t("filters.showAll")}</span>
        </Button>
      )}
    </div>
  );
}

/** Reads a status from an address; null for none or one that does not exist. */
export function statusOf(value: string | null): MessageStatus | null {
  return STATUSES.find((known) => known === value) ?? null;
}

/** Reads a channel from an address; null for none or one that does not exist. */
export function channelOf(value: string | null): Channel | null {
  return channels.find((known) => known === value) ?? null;
}

/** Reads what people did from an address; null for anything and for what does not exist. */
export function doneOf(value: string | null): Done | null {
  return DONE.find((known) => known === value) ?? null;
}
