"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { countChanges, diffGraphs, isNothing } from "#workflows/diff-graphs.ts";
import type { Graph } from "#workflows/graph.ts";
import { ChangeList } from "./change-list.tsx";
import { DiffPicture } from "./diff-picture.tsx";

/** What makes one graph another: in words and drawn. */
export function Changes({ before, after }: { before: Graph; after: Graph }) {
  const t = useTranslations("versions");
  const diff = useMemo(() => diffGraphs(before, after), [before, after]);
  if (isNothing(countChanges(diff))) return <p className="text-sm text-muted">{t("diff.nothing")}</p>;
  return (
    <div className="flex flex-col gap-4">
      <ChangeList diff={diff} />
      <DiffPicture before={before} after={after} />
    </div>
  );
}
