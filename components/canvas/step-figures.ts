import type { StepFigures } from "#components/workflows/outputs.ts";
import { tellsReactions } from "#workflows/noted-reactions.ts";

/** Of which channels more than clicks is known, and how that is called. */
const SEEN: Partial<Record<StepFigures["channel"], string>> = { email: "opened", "in-app": "shown" };

/** How many messages were seen by people, in a word for the channel; null where nobody can know. */
export function seenWord({ channel }: Pick<StepFigures, "channel">): string | null {
  return SEEN[channel] ?? null;
}

/** "5 opened"; null where that is not known. More stands beside the step's settings. */
export function wordSeen(figures: StepFigures): string | null {
  const { opened, clicked, noted, channel } = figures;
  if (!tellsReactions(channel) || (!noted && opened + clicked === 0)) return null;
  const seen = seenWord(figures);
  return seen ? `${wordCount(opened)} ${seen}` : `${wordCount(clicked)} clicked`;
}

function wordCount(count: number): string {
  return count.toLocaleString("en");
}
