"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSay } from "#components/say.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { wordNode } from "#components/workflows/node-labels.ts";
import type { ChangedLines } from "#workflows/changed-lines.ts";
import type { GraphDiff } from "#workflows/diff-graphs.ts";
import type { FieldChange } from "#workflows/field-words.ts";
import type { GraphNode } from "#workflows/graph.ts";

/** What makes one graph another, in words. */
export function ChangeList({ diff }: { diff: GraphDiff }) {
  const t = useTranslations("versions");
  const say = useSay();
  const nameOf = (node: GraphNode) => say(wordNode(node));
  const led = (node: GraphNode | null) => (node ? nameOf(node) : t("clash.nowhere"));
  return (
    <ul className="flex flex-col gap-2.5 text-sm [overflow-wrap:anywhere]">
      {diff.added.map((node) => (
        <Entry key={`added ${node.id}`} tone="success" mark={t("mark.added")}>
          {nameOf(node)}
        </Entry>
      ))}
      {diff.removed.map((node) => (
        <Entry key={`removed ${node.id}`} tone="danger" mark={t("mark.removed")}>
          {nameOf(node)}
        </Entry>
      ))}
      {diff.changed.map(({ after, fields }) => (
        <Entry key={`changed ${after.id}`} tone="warning" mark={t("mark.changed")}>
          {nameOf(after)}
          <FieldChanges fields={fields} />
        </Entry>
      ))}
      {diff.connections.map(({ from, port, portLabel, before, after }) => (
        <Entry key={`${from.id} ${port}`} tone="warning" mark={t("mark.connection")}>
          {portLabel
            ? t("diff.connectionFrom", { step: nameOf(from), way: say(portLabel) })
            : t("diff.connection", { step: nameOf(from) })}
          <p className="text-muted">{t("diff.fromTo", { before: led(before), after: led(after) })}</p>
        </Entry>
      ))}
      {diff.settings.length > 0 && (
        <Entry tone="warning" mark={t("mark.settings")}>
          <FieldChanges fields={diff.settings} />
        </Entry>
      )}
    </ul>
  );
}

function Entry({ tone, mark, children }: { tone: Tone; mark: string; children: ReactNode }) {
  return (
    <li className="flex flex-col gap-1 sm:flex-row sm:gap-3">
      <span className="shrink-0 sm:w-28">
        <Badge tone={tone}>{mark}</Badge>
      </span>
      <div className="min-w-0 flex-1 sm:pt-0.5">{children}</div>
    </li>
  );
}

function FieldChanges({ fields }: { fields: FieldChange[] }) {
  const t = useTranslations("versions");
  const say = useSay();
  return (
    <ul className="mt-0.5 flex flex-col gap-0.5 text-muted">
      {fields.map(({ field, label, before, after, lines }) => (
        <li key={field}>
          {before === null || after === null
            ? t("diff.fieldOther", { field: say(label) })
            : t.rich("diff.field", {
                field: say(label),
                before: say(before) || t("field.empty"),
                after: say(after) || t("field.empty"),
                was: (words) => <del className="decoration-danger">{words}</del>,
                is: (words) => <ins className="text-ink decoration-success">{words}</ins>,
              })}
          {lines && <LineChanges {...lines} />}
        </li>
      ))}
    </ul>
  );
}

function LineChanges({ added, removed }: ChangedLines) {
  // The same line may go or come more than once.
  const keyed = (lines: string[]) => lines.map((line, index) => ({ line, key: `${index} ${line}` }));
  return (
    <ul className="my-0.5 border-l-2 border-line pl-2.5">
      {keyed(removed).map(({ line, key }) => (
        <li key={key}>
          <del className="decoration-danger">{line}</del>
        </li>
      ))}
      {keyed(added).map(({ line, key }) => (
        <li key={key}>
          <ins className="text-ink decoration-success">{line}</ins>
        </li>
      ))}
    </ul>
  );
}
