"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { TAG_CHARS_MAX, TAGS_MAX } from "#workflows/tag-limits.ts";
import type { WorkflowSummary } from "./outputs.ts";

type Props = {
  workflow: Pick<WorkflowSummary, "id" | "name" | "tags">;
  onClose(): void;
};

/** Sorts a workflow under free words; those that others have are offered. */
export function TagsDialog({ workflow, onClose }: Props) {
  const api = useApi();
  const t = useTranslations("versions");
  const queries = useQueryClient();
  const [tags, setTags] = useState(workflow.tags);
  const [text, setText] = useState("");
  const list = queries.getQueryData(api.workflows.list.queryKey());
  const known = [...new Set(list?.workflows.flatMap((one) => one.tags) ?? [])].sort();
  const save = useMutation(
    api.workflows.tag.mutationOptions({
      onSuccess: () => {
        toast.success(t("tags.saved"));
        onClose();
      },
      onSettled: () => queries.invalidateQueries({ queryKey: api.workflows.pathKey() }),
    }),
  );
  const full = tags.length >= TAGS_MAX;

  function add(tag: string) {
    const trimmed = tag.trim();
    if (trimmed && !tags.includes(trimmed) && !full) setTags([...tags, trimmed]);
    setText("");
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    add(text);
  }

  // What is typed and not added yet is meant too.
  const wanted = text.trim() && !full ? [...new Set([...tags, text.trim()])] : tags;
  const offered = known.filter(
    (tag) => !tags.includes(tag) && tag.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("tags.title", { name: workflow.name })}
      description={t("tags.description")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            variant="primary"
            loading={save.isPending}
            onClick={() => save.mutate({ id: workflow.id, tags: wanted })}
          >
            {t("tags.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {tags.length > 0 && (
          <ul aria-label={t("tags.label")} className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <li key={tag}>
                <Button
                  size="sm"
                  icon={<X />}
                  aria-label={t("tags.remove", { tag })}
                  onClick={() => setTags(tags.filter((other) => other !== tag))}
                >
                  {tag}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <form onSubmit={submit} className="flex items-end gap-2">
          <Field
            label={t("tags.new")}
            error={save.error?.message ?? (full ? t("tags.full", { count: TAGS_MAX }) : undefined)}
            className="flex-1"
          >
            <Input
              value={text}
              maxLength={TAG_CHARS_MAX}
              disabled={full}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Button type="submit" icon={<Plus />} disabled={full || text.trim() === ""}>
            {t("tags.add")}
          </Button>
        </form>
        {offered.length > 0 && !full && (
          <div className="flex flex-col gap-1.5">
            <p className="text-sm text-muted">{t("tags.existing")}</p>
            <ul className="flex flex-wrap gap-1.5">
              {offered.map((tag) => (
                <li key={tag}>
                  <Button size="sm" variant="ghost" icon={<Plus />} onClick={() => add(tag)}>
                    {tag}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  );
}
