"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Pencil } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import type { Topic } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import { PLAIN_LIST } from "./settings-words.ts";
import { TopicDialog } from "./topic-dialog.tsx";

/** The topics in the order in which customers see them. */
export function TopicRows({ topics }: { topics: readonly Topic[] }) {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  const [editing, setEditing] = useState<Topic | null>(null);
  return (
    <>
      <ol aria-label={t("topics.title")} className="divide-y divide-line">
        {topics.map((topic, index) => (
          <li
            key={topic.key}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 py-4"
          >
            <Words topic={topic} />
            {isOwner && (
              <Actions
                topic={topic}
                isFirst={index === 0}
                isLast={index === topics.length - 1}
                onEdit={() => setEditing(topic)}
              />
            )}
          </li>
        ))}
      </ol>
      {editing && <TopicDialog topic={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function Words({ topic }: { topic: Topic }) {
  const t = useTranslations("settings");
  const { key, name, description, isDefault, archived } = topic;
  return (
    <div className="min-w-0 flex-1 basis-56 text-sm [overflow-wrap:anywhere]">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-[0.9375rem] font-medium">{name}</span>
        {isDefault && <Badge tone="info">{t("topics.default")}</Badge>}
        {archived && <Badge>{t("topics.archived")}</Badge>}
      </p>
      {description && <p className="mt-0.5">{description}</p>}
      <p className="mt-0.5 text-muted">
        {t.rich("topics.knownAs", {
          key: () => <code className="font-mono text-[0.8125rem]">{key}</code>,
        })}
      </p>
    </div>
  );
}

type ActionsProps = { topic: Topic; isFirst: boolean; isLast: boolean; onEdit: () => void };

function Actions({ topic, isFirst, isLast, onEdit }: ActionsProps) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const format = useFormatter();
  const api = useApi();
  const queries = useQueryClient();
  const { key, name } = topic;
  const [usedBy, setUsedBy] = useState<string[] | null>(null);
  const settled = {
    onError: showError,
    onSettled: () => queries.invalidateQueries(api.topics.list.queryFilter()),
  };
  const move = useMutation(api.topics.move.mutationOptions(settled));
  const restore = useMutation(
    api.topics.restore.mutationOptions({
      ...settled,
      onSuccess: () => toast.success(t("topics.restored", { name })),
    }),
  );
  const archive = useMutation(
    api.topics.archive.mutationOptions({
      ...settled,
      onSuccess: (outcome) => {
        if (outcome.kind === "used") return setUsedBy(outcome.usedBy.map((workflow) => workflow.name));
        toast(t("topics.isArchived", { name }), {
          description: t("topics.isArchivedHelp"),
          duration: UNDO_MS,
          action: { label: common("undo"), onClick: () => restore.mutate({ key }) },
        });
      },
    }),
  );
  return (
    <div className="-mr-1.5 flex items-center gap-0.5 text-muted">
      <IconButton
        label={t("topics.moveUp", { name })}
        disabled={isFirst || move.isPending}
        onClick={() => move.mutate({ key, by: -1 })}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        label={t("topics.moveDown", { name })}
        disabled={isLast || move.isPending}
        onClick={() => move.mutate({ key, by: 1 })}
      >
        <ArrowDown />
      </IconButton>
      <IconButton label={t("topics.editOne", { name })} onClick={onEdit}>
        <Pencil />
      </IconButton>
      {topic.archived ? (
        <IconButton
          label={t("topics.restore", { name })}
          disabled={restore.isPending}
          onClick={() => restore.mutate({ key })}
        >
          <ArchiveRestore />
        </IconButton>
      ) : (
        !topic.isDefault && (
          <IconButton
            label={t("topics.archive", { name })}
            disabled={archive.isPending}
            onClick={() => archive.mutate({ key })}
          >
            <Archive />
          </IconButton>
        )
      )}
      {usedBy && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setUsedBy(null)}
          title={t("topics.inUse", { name })}
          description={t("topics.inUseHelp", {
            count: usedBy.length,
            workflows: format.list(
              usedBy.map((workflow) => t("quoted", { name: workflow })),
              PLAIN_LIST,
            ),
          })}
          confirmLabel={t("topics.archiveAnyway")}
          onConfirm={() => archive.mutateAsync({ key, anyway: true })}
        />
      )}
    </div>
  );
}
