import type { useTranslations } from "next-intl";
import type { Profile } from "#components/shell/outputs.ts";
import { formatDate, formatDateTime, formatDistance } from "#components/ui/format-time.ts";
import type { InterfaceLanguage } from "#locales/texts.ts";

type Run = Pick<Profile["activeRuns"][number], "waiting" | "workflowStatus">;
type Words = { t: ReturnType<typeof useTranslations<"profiles">>; language: InterfaceLanguage };

/** A wait shorter than this is not told in minutes. */
const DISTANCE_MIN_MS = 45_000;

/**
 * Until when a run waits, by the clock where the person is: the zone is named when the reader lives in another.
 * `now` is epoch milliseconds, the zones are IANA names.
 */
export function wordWait(
  { waiting, workflowStatus }: Run,
  zones: { person: string; reader: string },
  now: number,
  words: Words,
): string {
  const { t } = words;
  if (workflowStatus !== "live") return t("wait.held");
  if (waiting?.kind === "effect") return t("wait.afterMessage");
  // What is due is under way; a moment in the past would only look like a fault.
  if (!waiting || waiting.until <= now) return t("wait.anyMoment");
  const moment = wordMoment(waiting.until, zones, now, words);
  return t(waiting.kind === "wait-for" ? "wait.atMost" : "wait.until", { moment });
}

function wordMoment(
  at: number,
  zones: { person: string; reader: string },
  now: number,
  { t, language }: Words,
): string {
  const time = formatDateTime(at, zones.person, language);
  const moment =
    zones.person === zones.reader
      ? time
      : t("wait.inZone", { time, zone: zones.person.replaceAll("_", " ") });
  const distance = formatDistance(at, now, zones.person, language);
  // So far ahead that the distance is the date once more.
  const isFar = distance === formatDate(at, zones.person, language);
  return at - now < DISTANCE_MIN_MS || isFar ? moment : t("wait.withDistance", { moment, distance });
}
