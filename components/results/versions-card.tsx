"use client";

import { useTranslations } from "next-intl";
import { Card, CardHeader } from "#components/ui/card.tsx";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableLink,
  TableRow,
} from "#components/ui/table.tsx";
import type { WorkflowResults } from "./outputs.ts";
import type { ResultWords } from "./result-words.ts";

type Props = { workflowId: number; results: WorkflowResults; words: ResultWords };

/** The same figures for each version that people entered. */
export function VersionsCard({ workflowId, results, words }: Props) {
  const t = useTranslations("results.versions");
  const figures = useTranslations("results.figures");
  const { versions, goalEvent, from, now } = results;
  const runs = `/workflows/${workflowId}/runs?from=${words.isoDay(from)}&until=${words.isoDay(now)}`;
  return (
    <Card>
      <CardHeader title={t("title")} className="pb-4" />
      <div className="border-t">
        <Table label={t("title")}>
          <TableHead>
            <TableHeader>{t("version")}</TableHeader>
            <TableHeader numeric>{figures("entered")}</TableHeader>
            <TableHeader numeric>{figures("reached")}</TableHeader>
            {goalEvent !== null && <TableHeader numeric>{figures("converted")}</TableHeader>}
            <TableHeader numeric>{figures("revenue")}</TableHeader>
          </TableHead>
          <TableBody>
            {versions.map((version) => (
              <TableRow key={version.versionId}>
                <TableCell>
                  <TableLink href={`${runs}&version=${version.versionId}`}>
                    {t("name", { number: version.number })}
                  </TableLink>
                </TableCell>
                <TableCell numeric>{words.count(version.entered)}</TableCell>
                <TableCell numeric>{words.count(version.reached)}</TableCell>
                {goalEvent !== null && (
                  <TableCell numeric>
                    {words.count(version.converted)} ({words.share(version.converted, version.entered)})
                  </TableCell>
                )}
                <TableCell numeric>{words.money(version.revenue)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  );
}
