import type { Profile } from "#components/shell/outputs.ts";
import { formatDateTime, formatDistance } from "#components/ui/format-time.ts";

type Run = Pick<Profile["activeRuns"][number], "waiting" | "workflowStatus">;

/**
 * Until when a run waits, by the clock where the person is: the zone is named when the reader lives in another.
 * `now` is epoch milliseconds, the zones are IANA names.
 */
export function wordWait(
  { waiting, workflowStatus }: Run,
  zones: { person: string; reader: string },
  now: number,
): string {
  if (workflowStatus !== "live") return "Held: the workflow is paused";
  if (waiting?.kind === "effect") return "Goes on as soon as its message is dealt with";
  // What is due is under way; a moment in the past would only look like a fault.
  if (!waiting || waiting.until <= now) return "Goes on at any moment";
  const zone = zones.person === zones.reader ? "" : ` (${zones.person.replaceAll("_", " ")})`;
  const until = `${formatDateTime(waiting.until, zones.person)}${zone}`;
  const distance = formatDistance(waiting.until, now, zones.person);
  const far = distance.startsWith("in ") ? `, ${distance}` : "";
  return `${waiting.kind === "wait-for" ? "Waits, at most until" : "Waits until"} ${until}${far}`;
}
