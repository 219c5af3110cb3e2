import * as z from "zod/mini";

/** The spans that are named by their length, up to now; `all` has no beginning. */
export const namedWindows = ["24h", "7d", "30d", "all"] as const;
export type NamedWindow = (typeof namedWindows)[number];
export const DEFAULT_WINDOW: NamedWindow = "30d";

export type LiveWindow =
  | { kind: "named"; name: NamedWindow }
  /** Both days included, as dates in the shop's zone. */
  | { kind: "days"; from: string; to: string };

const day = z.iso.date();

/** The time that numbers on the canvas are of, as it stands in an address: "7d", or "2026-03-01_2026-03-31". */
export const liveWindow = z.pipe(
  z.string().check(z.maxLength(32)),
  z.transform((text, context): LiveWindow => {
    const window = readWindow(text);
    if (window) return window;
    context.issues.push({ code: "custom", input: text, message: "This is no span of time" });
    return z.NEVER;
  }),
);

/** Null for what names no span. */
export function readWindow(text: string): LiveWindow | null {
  const name = namedWindows.find((known) => known === text);
  if (name) return { kind: "named", name };
  const [from = "", to = "", ...rest] = text.split("_");
  if (rest.length > 0 || !day.safeParse(from).success || !day.safeParse(to).success) return null;
  return from <= to ? { kind: "days", from, to } : null;
}

export function wordWindow(window: LiveWindow): string {
  return window.kind === "named" ? window.name : `${window.from}_${window.to}`;
}
