/** A moment as people read it in a reason: "29 Mar 2026, 09:00", in their zone. */
export function wordMoment(at: number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(
    at,
  );
}
