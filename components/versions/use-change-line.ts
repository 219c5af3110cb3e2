import { useTranslations } from "next-intl";
import { type DiffCounts, isNothing } from "#workflows/diff-graphs.ts";

const PARTS = ["added", "removed", "changed", "connections", "settings"] as const;

/** Says what changed in a line: "1 step added, 2 steps changed". */
export function useChangeLine(): (counts: DiffCounts) => string {
  const t = useTranslations("versions");
  return (counts) =>
    isNothing(counts)
      ? t("line.nothing")
      : PARTS.filter((part) => counts[part] > 0)
          .map((part) => t(`line.${part}`, { count: counts[part] }))
          .join(t("line.between"));
}
