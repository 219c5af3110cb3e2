"use client";

import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { useWords } from "./one-off-words.ts";
import type { OneOffRow } from "./outputs.ts";
import { wordTiming } from "./schedule-draft.ts";

type Props = {
  oneOff: Pick<OneOffRow, "status" | "schedule" | "startedAt" | "endedAt" | "updatedAt">;
  /** The shop's. */
  zone: string;
  now: number;
};

/** When a message went out or is to go out; of a draft, when it was last changed. */
export function OneOffMoment({
  oneOff: { status, schedule, startedAt, endedAt, updatedAt },
  zone,
  now,
}: Props) {
  const words = useWords();
  const { t } = words;
  const { formatDateTime } = useTimeFormat();
  switch (status) {
    case "draft":
      return <span>{t.rich("moment.changed", { ago: () => <TimeAgo at={updatedAt} now={now} /> })}</span>;
    case "scheduled":
      return <span>{t("moment.goesOut", { timing: wordTiming(schedule, zone, words) })}</span>;
    case "sending":
      return <span>{t("moment.begun", { moment: formatDateTime(startedAt ?? updatedAt, zone) })}</span>;
    case "stopped":
    case "done":
      return (
        <span>
          {t.rich(`moment.${status}`, { ago: () => <TimeAgo at={endedAt ?? updatedAt} now={now} /> })}
        </span>
      );
  }
}
