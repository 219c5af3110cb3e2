"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { MessageBadge } from "#components/messages/message-badge.tsx";
import { useSay } from "#components/say.tsx";
import { cn } from "#components/ui/cn.ts";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import type { RunDetails } from "./outputs.ts";
import { type StoryItem, storyItems } from "./story-items.ts";

type Props = {
  run: RunDetails;
  /** What each step of its version is called, by its id. */
  steps: ReadonlyMap<string, string>;
  timeZone: string;
};

/** What happened to a run, in words. */
export function RunStory({ run, steps, timeZone }: Props) {
  const t = useTranslations("runs");
  const { formatDateTime } = useTimeFormat();
  const items = storyItems(run);
  if (items.length === 0) return <p className="text-sm text-muted">{t("page.nothingKept")}</p>;
  return (
    <ol aria-label={t("page.story")} className="flex flex-col">
      {items.map((item) => (
        <li key={item.key} className="relative border-l-2 border-line pb-4 pl-4 last:pb-1">
          <span
            aria-hidden="true"
            className={cn(
              "absolute top-1.5 -left-[0.3125rem] size-2 rounded-full",
              item.kind === "arrived" ? "bg-ember" : "bg-line-strong",
            )}
          />
          <p className="text-xs text-muted" data-figures>
            {formatDateTime(item.at, timeZone)}
          </p>
          <Line item={item} steps={steps} />
        </li>
      ))}
    </ol>
  );
}

function Line({ item, steps }: { item: StoryItem; steps: Props["steps"] }) {
  const t = useTranslations("runs");
  const say = useSay();
  switch (item.kind) {
    case "arrived":
      return (
        <p className="mt-0.5 text-sm font-medium [overflow-wrap:anywhere]">
          {t("page.arrived", { step: steps.get(item.nodeId) ?? t("filter.otherStep") })}
        </p>
      );
    case "noted":
      return <p className="mt-0.5 text-sm [overflow-wrap:anywhere]">{say(item.text)}</p>;
    case "message":
      return (
        <p className="mt-0.5 flex flex-wrap items-center gap-2 text-sm">
          <Link
            href={`/messages/${item.message.id}`}
            className="min-w-0 text-ember-ink [overflow-wrap:anywhere] hover:underline"
          >
            {item.message.text || t("page.message")}
          </Link>
          <MessageBadge status={item.message.status} captured={item.message.captured} />
        </p>
      );
  }
}
