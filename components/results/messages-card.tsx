"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableLink,
  TableRow,
} from "#components/ui/table.tsx";
import type { Phrase } from "#workflows/phrase.ts";
import type { WorkflowResults } from "./outputs.ts";
import type { ResultWords } from "./result-words.ts";

type Props = {
  workflowId: number;
  results: WorkflowResults;
  labels: ReadonlyMap<string, Phrase>;
  words: ResultWords;
};

/** What each step that writes to people sent, and what came of it. */
export function MessagesCard({ workflowId, results, labels, words }: Props) {
  const t = useTranslations("results.messages");
  const channels = useTranslations("messages.channels");
  const say = useSay();
  const { messages, tracks, from, now } = results;
  const runs = `/workflows/${workflowId}/runs?from=${words.isoDay(from)}&until=${words.isoDay(now)}`;
  const noted = (done: number, sent: number) =>
    tracks || done > 0 ? `${words.count(done)} (${words.share(done, sent)})` : t("notNoted");
  return (
    <Card>
      <CardHeader title={t("title")} className="pb-4" />
      {messages.length === 0 ? (
        <CardBody className="pt-0 text-sm text-muted">{t("none")}</CardBody>
      ) : (
        <div className="border-t">
          <Table label={t("title")}>
            <TableHead>
              <TableHeader>{t("step")}</TableHeader>
              {(["people", "sent", "opened", "clicked", "orders", "revenue"] as const).map((name) => (
                <TableHeader key={name} numeric>
                  {t(name)}
                </TableHeader>
              ))}
            </TableHead>
            <TableBody>
              {messages.map((step) => {
                const label = labels.get(step.nodeId);
                return (
                  <TableRow key={`${step.nodeId} ${step.channel}`}>
                    <TableCell className="min-w-48">
                      <TableLink href={`${runs}&node=${encodeURIComponent(step.nodeId)}`}>
                        {label ? say(label) : t("gone")}
                      </TableLink>
                      <span className="block text-xs text-muted">{channels(step.channel)}</span>
                    </TableCell>
                    <TableCell numeric>{words.count(step.people)}</TableCell>
                    <TableCell numeric>
                      {words.count(step.sent)}
                      {step.captured > 0 && (
                        <span className="block text-xs text-muted">
                          {t("captured", { count: step.captured })}
                        </span>
                      )}
                    </TableCell>
                    <TableCell numeric>{noted(step.opened, step.sent)}</TableCell>
                    <TableCell numeric>{noted(step.clicked, step.sent)}</TableCell>
                    <TableCell numeric>{words.count(step.orders)}</TableCell>
                    <TableCell numeric>{words.money(step.revenue)}</TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
        </div>
      )}
    </Card>
  );
}
