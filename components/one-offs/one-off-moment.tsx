import { formatDateTime } from "#components/ui/format-time.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
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
  switch (status) {
    case "draft":
      return (
        <span>
          Changed <TimeAgo at={updatedAt} now={now} />
        </span>
      );
    case "scheduled":
      return <span>Goes out {wordTiming(schedule, zone)}</span>;
    case "sending":
      return <span>Begun {formatDateTime(startedAt ?? updatedAt, zone)}</span>;
    case "stopped":
    case "done":
      return (
        <span>
          {status === "done" ? "Done" : "Stopped"} <TimeAgo at={endedAt ?? updatedAt} now={now} />
        </span>
      );
  }
}
