import type { useTranslations } from "next-intl";
import type { StepFigures } from "#components/workflows/outputs.ts";
import { tellsReactions } from "#workflows/noted-reactions.ts";

type T = ReturnType<typeof useTranslations<"canvas.seen">>;

/** Of which channels more than clicks is known, and what that is. */
const SEEN: Partial<Record<StepFigures["channel"], "opened" | "shown">> = {
  email: "opened",
  "in-app": "shown",
};

/** Whether people opened the messages or were shown them; null where nobody can know. */
export function seenKind({ channel }: Pick<StepFigures, "channel">): "opened" | "shown" | null {
  return SEEN[channel] ?? null;
}

/** "5 opened"; null where that is not known. More stands beside the step's settings. */
export function wordSeen(figures: StepFigures, t: T): string | null {
  const { opened, clicked, noted, channel } = figures;
  if (!tellsReactions(channel) || (!noted && opened + clicked === 0)) return null;
  const seen = seenKind(figures);
  return seen ? t(seen, { count: opened }) : t("clicked", { count: clicked });
}
