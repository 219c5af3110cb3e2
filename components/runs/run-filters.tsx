"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { runStatuses } from "#workflows/run.ts";
import type { useRunFilter } from "./use-run-filter.ts";

const ANY = "any";
const REST_MS = 300;

type Props = {
  workflowId: number;
  filter: ReturnType<typeof useRunFilter>;
  /** What each step is called, by its id. */
  steps: ReadonlyMap<string, string>;
  /** The workflow has a goal. */
  goal: boolean;
  busy: boolean;
};

/** What of the runs is listed. */
export function RunFilters({ workflowId, filter, steps, goal, busy }: Props) {
  const t = useTranslations("runs");
  const api = useApi();
  const versions = useQuery(api.runs.versions.queryOptions({ workflowId }));
  const { value, set } = filter;
  const pick = (name: "status" | "node" | "version" | "goal") => ({
    value: value(name) || ANY,
    onValueChange: (chosen: string) => set(name, chosen === ANY ? null : chosen),
  });
  const node = value("node");
  const stepOptions = [...steps].map(([id, label]) => ({ value: id, label }));
  // A step of an earlier version, which somebody was led to.
  if (node !== "" && !steps.has(node)) stepOptions.push({ value: node, label: t("filter.otherStep") });
  return (
    <div className="flex flex-wrap items-end gap-2 py-4">
      <PersonSearch value={value("q")} onChange={(words) => set("q", words)} busy={busy} />
      <Select
        aria-label={t("filter.status")}
        className="w-44"
        options={[
          { value: ANY, label: t("filter.anyStatus") },
          ...runStatuses.map((status) => ({
            value: status,
            label: t(`status.${status}`),
          })),
        ]}
        {...pick("status")}
      />
      <Select
        aria-label={t("filter.step")}
        className="w-56 max-w-full"
        options={[{ value: ANY, label: t("filter.anyStep") }, ...stepOptions]}
        {...pick("node")}
      />
      {(versions.data?.length ?? 0) > 1 && (
        <Select
          aria-label={t("filter.version")}
          className="w-40"
          options={[
            { value: ANY, label: t("filter.anyVersion") },
            ...(versions.data ?? []).map(({ id, number }) => ({
              value: String(id),
              label: t("version", { number }),
            })),
          ]}
          {...pick("version")}
        />
      )}
      {goal && (
        <Select
          aria-label={t("filter.goal")}
          className="w-48"
          options={[
            { value: ANY, label: t("filter.anyGoal") },
            { value: "yes", label: t("filter.goalYes") },
            { value: "no", label: t("filter.goalNo") },
          ]}
          {...pick("goal")}
        />
      )}
      <span className="flex items-center gap-1.5">
        <Input
          type="date"
          aria-label={t("filter.from")}
          className="w-38"
          value={value("from")}
          onChange={(event) => set("from", event.target.value)}
        />
        <span aria-hidden="true" className="text-muted">
          –
        </span>
        <Input
          type="date"
          aria-label={t("filter.until")}
          className="w-38"
          value={value("until")}
          onChange={(event) => set("until", event.target.value)}
        />
      </span>
      {filter.any && (
        <Button variant="ghost" icon={<X />} onClick={filter.clear}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}

/** The address follows when typing rests. */
function PersonSearch({
  value,
  onChange,
  busy,
}: {
  value: string;
  onChange: (words: string) => void;
  busy: boolean;
}) {
  const t = useTranslations("runs");
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [shown, setShown] = useState(value);
  // Changed by somebody else: the back button, or the button that clears all of the filter.
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  function type(words: string) {
    setTyped(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setShown(words.trim());
      onChange(words.trim());
    }, REST_MS);
  }
  return (
    <SearchField
      label={t("filter.person")}
      placeholder={t("filter.personHint")}
      value={typed}
      onChange={type}
      busy={busy && typed !== ""}
    />
  );
}
