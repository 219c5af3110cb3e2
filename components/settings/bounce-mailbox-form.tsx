"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import type { BounceMailbox } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import {
  type BounceMailboxDraft,
  draftOf,
  IMAP_PORT,
  imapEncryptionOptions,
  mailboxProblems,
} from "./bounce-mailbox-draft.ts";
import { MailConnectionFields } from "./mail-connection-fields.tsx";

/** Asks for the mailbox; the server tries it before it keeps it. */
export function BounceMailboxForm({ stored }: { stored: BounceMailbox }) {
  const t = useTranslations("settings");
  const say = useSay();
  const api = useApi();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [checked, setChecked] = useState(false);
  const errors = checked ? mailboxProblems(draft, stored, t) : {};
  const save = useMutation(
    api.bounces.saveMailbox.mutationOptions({
      onSuccess: async (answer, input) => {
        if (answer.kind === "refused") return;
        toast.success(input ? t("mailbox.works") : t("mailbox.stopped"));
        await queryClient.invalidateQueries(api.bounces.mailbox.queryFilter());
      },
    }),
  );
  const refusal = save.error?.message ?? (save.data?.kind === "refused" ? save.data.text : null);
  const change = (part: Partial<BounceMailboxDraft>) => setDraft({ ...draft, ...part });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(mailboxProblems(draft, stored, t)).length > 0 || save.isPending) return;
    const { host, port, encryption, user, password, folder } = draft;
    save.mutate({
      ...{ host: host.trim(), port: Number(port), secure: encryption === "tls" },
      ...{ user: user.trim(), folder: folder.trim() },
      // Left out, the stored one stays.
      password: password === "" ? undefined : password,
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-5">
      <MailConnectionFields
        server={{ label: t("mailbox.server"), example: "imap.example.com" }}
        options={imapEncryptionOptions(t)}
        ports={IMAP_PORT}
        needsLogin
        hasPassword={stored !== null}
        draft={draft}
        errors={errors}
        onChange={change}
      />
      <Field label={t("mailbox.folder")} error={errors.folder} className="max-w-xs">
        <Input
          value={draft.folder}
          spellCheck={false}
          onChange={(event) => change({ folder: event.target.value })}
        />
      </Field>
      {refusal && (
        <Banner tone="danger" role="alert" title={t("mailbox.notSaved")}>
          {say(refusal)}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={save.isPending}>
          {save.isPending ? t("mailbox.trying") : t("saveAndTry")}
        </Button>
        {stored && (
          <ConfirmDialog
            trigger={<Button variant="ghost">{t("mailbox.stop")}</Button>}
            title={t("mailbox.stopTitle")}
            description={t("mailbox.stopHelp")}
            confirmLabel={t("mailbox.stop")}
            tone="danger"
            onConfirm={() => save.mutateAsync(null)}
          />
        )}
      </div>
    </form>
  );
}
