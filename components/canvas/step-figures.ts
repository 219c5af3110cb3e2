import type { StepFigures } from "#components/workflows/outputs.ts";

/** Of which channels more than clicks is known, and how that is called. */
const SEEN: Partial<Record<StepFigures["channel"], string>> = { email: "opened", "in-app": "shown" };

/** How many messages were seen by people, in a word for the channel; null where nobody can know. */
export function seenWord({ channel }: Pick<StepFigures, "channel">): string | null {
  return SEEN[channel] ?? null;
}

/** "12 sent · 5 opened · 2 clicked" */
export function wordFigures(figures: StepFigures): string {
  const { sent, opened, clicked, noted } = figures;
  const seen = seenWord(figures);
  if (!noted && opened + clicked === 0) return `${sent} sent · ${seen ?? "clicked"}: not noted`;
  return [`${sent} sent`, ...(seen ? [`${opened} ${seen}`] : []), `${clicked} clicked`].join(" · ");
}
