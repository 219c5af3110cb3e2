"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Opened } from "./report.ts";

const NAME_MAX = 60;

/** Makes a segment of the people behind a number, as they are now. */
export function SaveSegment({ opened }: { opened: Opened }) {
  const t = useTranslations("retention.save");
  const api = useApi();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(opened.title.slice(0, NAME_MAX));
  const save = useMutation(
    api.retention.saveSegment.mutationOptions({
      onSuccess: ({ segmentId, people, withoutRoom }) => {
        void queryClient.invalidateQueries({ queryKey: api.segments.pathKey() });
        setOpen(false);
        toast.success(t("saved", { name: name.trim() }), {
          description: [
            t("savedHint", { count: people }),
            ...(withoutRoom > 0 ? [t("withoutRoom", { count: withoutRoom })] : []),
          ].join(" "),
          action: { label: t("open"), onClick: () => router.push(`/segments/${segmentId}`) },
        });
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    // The sheet around it has no form, but React sends events of a window to where it was made.
    event.stopPropagation();
    if (name.trim() !== "" && !save.isPending) save.mutate({ behind: opened.behind, name: name.trim() });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        save.reset();
      }}
      trigger={<Button icon={<Bookmark />}>{t("button")}</Button>}
      title={t("title")}
      description={t("description")}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
          <Button
            type="submit"
            form="save-segment"
            variant="primary"
            loading={save.isPending}
            disabled={name.trim() === ""}
          >
            {t("save")}
          </Button>
        </>
      }
    >
      <form id="save-segment" onSubmit={submit}>
        <Field label={t("name")} error={save.error?.message} required>
          <Input value={name} maxLength={NAME_MAX} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
