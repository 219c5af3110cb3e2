"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { SearchField } from "#components/ui/search-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { STATUS_FILTERS, type WorkflowFilter } from "./workflow-filter.ts";

const ANY = "any";
const TAG_PREFIX = "tag ";

type Props = {
  filter: WorkflowFilter;
  tags: string[];
  onChange(filter: WorkflowFilter): void;
};

/** What narrows the list of workflows. */
export function WorkflowFilters({ filter, tags, onChange }: Props) {
  const t = useTranslations("versions");
  const [text, setText] = useState(filter.q);
  // The menu leads here without a search; else the field is ahead of the address while somebody types.
  useEffect(() => {
    if (filter.q === "") setText("");
  }, [filter.q]);
  const statuses = [
    { value: ANY, label: t("list.anyStatus") },
    ...STATUS_FILTERS.map((status) => ({ value: status, label: t(`status.${status}`) })),
  ];
  const shownTags = filter.tag && !tags.includes(filter.tag) ? [filter.tag, ...tags] : tags;
  return (
    <search className="flex flex-wrap items-center gap-2 pb-4">
      <SearchField
        label={t("list.search")}
        placeholder={t("list.searchHint")}
        value={text}
        onChange={(q) => {
          setText(q);
          onChange({ ...filter, q });
        }}
      />
      <Select
        aria-label={t("list.status")}
        className="w-44"
        options={statuses}
        value={filter.status ?? ANY}
        onValueChange={(value) =>
          onChange({ ...filter, status: STATUS_FILTERS.find((known) => known === value) ?? null })
        }
      />
      {shownTags.length > 0 && (
        <Select
          aria-label={t("list.tag")}
          className="w-44"
          options={[
            { value: ANY, label: t("list.anyTag") },
            ...shownTags.map((tag) => ({ value: TAG_PREFIX + tag, label: tag })),
          ]}
          value={filter.tag ? TAG_PREFIX + filter.tag : ANY}
          onValueChange={(value) =>
            onChange({ ...filter, tag: value === ANY ? null : value.slice(TAG_PREFIX.length) })
          }
        />
      )}
    </search>
  );
}
