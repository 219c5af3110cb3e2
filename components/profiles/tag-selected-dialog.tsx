"use client";

import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import type { Chosen } from "./start-workflow-dialog.tsx";
import { TagInput } from "./tag-input.tsx";
import { useTagChanges } from "./use-tag-changes.ts";

/** Gives everybody who was ticked one tag, or takes it from them. */
export function TagSelectedDialog({ people, onClose }: { people: Chosen[]; onClose: () => void }) {
  const t = useTranslations("profiles.tags");
  const common = useTranslations("ui.common");
  const formId = useId();
  const [typed, setTyped] = useState("");
  const { add, remove } = useTagChanges();
  const tag = typed.trim();
  const wanted = { profileIds: people.map(({ id }) => id), tag };

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (tag !== "") add.mutate(wanted, { onSuccess: onClose });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("many.title")}
      description={t("many.description", { count: people.length })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            disabled={tag === ""}
            loading={remove.isPending}
            onClick={() => remove.mutate(wanted, { onSuccess: onClose })}
          >
            {t("many.remove")}
          </Button>
          <Button type="submit" form={formId} variant="primary" disabled={tag === ""} loading={add.isPending}>
            {t("many.add")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label={t("tag")}>
          <TagInput value={typed} onChange={setTyped} />
        </Field>
      </form>
    </Dialog>
  );
}
