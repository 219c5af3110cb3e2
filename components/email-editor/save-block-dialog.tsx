"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { EmailBlock } from "#workflows/email-design.ts";
import { blockTitle } from "./block-kinds.ts";
import { useEditorActions } from "./editor-context.tsx";

const NAME_MAX_CHARS = 80;

type Props = {
  title: string;
  name: string;
  confirmLabel: string;
  /** Throws an error in words when it did not work. */
  onSave(name: string): Promise<unknown>;
  onClose(): void;
};

/** Asks under which name a block is kept. */
export function NameDialog({ title, name: before, confirmLabel, onSave, onClose }: Props) {
  const t = useTranslations("email-editor.saved");
  const common = useTranslations("ui.common");
  const [name, setName] = useState(before);
  const save = useMutation({ mutationFn: () => onSave(name.trim()), onSuccess: onClose });
  const empty = name.trim() === "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" form="block-name" type="submit" disabled={empty} loading={save.isPending}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id="block-name"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!empty && !save.isPending) save.mutate();
        }}
      >
        <Field label={t("name")} error={save.error?.message} required>
          <Input value={name} maxLength={NAME_MAX_CHARS} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

/** Keeps a block for other emails. */
export function SaveBlockDialog({ block, onClose }: { block: EmailBlock; onClose(): void }) {
  const t = useTranslations("email-editor");
  const api = useApi();
  const queries = useQueryClient();
  const { notify } = useEditorActions();
  const save = useMutation(api.savedBlocks.save.mutationOptions());
  return (
    <NameDialog
      title={t("saved.saveTitle")}
      name={blockTitle(block, t).replace(/[“”]/g, "").slice(0, NAME_MAX_CHARS)}
      confirmLabel={t("saved.saveConfirm")}
      onClose={onClose}
      onSave={async (name) => {
        await save.mutateAsync({ name, blocks: [block] });
        await queries.invalidateQueries({ queryKey: api.savedBlocks.list.queryKey() });
        notify(t("saved.done"));
      }}
    />
  );
}
