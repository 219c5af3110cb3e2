import type { useTranslations } from "next-intl";

type T = ReturnType<typeof useTranslations<"workflows">>;

/** "4 reached the goal (33 %)": of everybody who entered. */
export function wordGoal(t: T, { converted, entered }: { converted: number; entered: number }): string {
  if (entered === 0) return t("goal.reached", { count: converted });
  return t("goal.reachedOfAll", { count: converted, share: wordShare(t, converted / entered) });
}

/** A share of one, without making few look like none or most like all. */
function wordShare(t: T, share: number): string {
  if (share > 0 && share < 0.01) return t("goal.few");
  if (share > 0.99 && share < 1) return t("goal.most");
  return t("goal.percent", { percent: Math.round(share * 100) });
}
