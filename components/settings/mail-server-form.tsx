"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import type { Sender, Settings } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { FromField } from "./from-field.tsx";
import { MailConnectionFields } from "./mail-connection-fields.tsx";
import {
  encryptionOf,
  encryptionOptions,
  type MailServerDraft,
  problemsOf,
  USUAL_PORT,
} from "./mail-server-draft.ts";
import { useSendingChanged } from "./use-sending-changed.ts";
import { addressOf } from "./usual-sender.ts";

/** Asks for the mail server; the server tries it before it keeps it. */
export function MailServerForm({ smtp, usual }: { smtp: Settings["smtp"]; usual: Sender | undefined }) {
  const t = useTranslations("settings");
  const say = useSay();
  const api = useApi();
  const sendingChanged = useSendingChanged();
  const [draft, setDraft] = useState<MailServerDraft>(() => ({
    host: smtp.host,
    port: String(smtp.port),
    encryption: encryptionOf(smtp),
    user: smtp.user,
    password: "",
    from: smtp.from,
  }));
  const [checked, setChecked] = useState(false);
  const complete = { ...draft, from: usual ? smtp.from || addressOf(usual) : draft.from };
  const errors = checked ? problemsOf(complete, t) : {};
  const save = useMutation(
    api.settings.saveSmtp.mutationOptions({
      onSuccess: async (answer, input) => {
        if (answer.kind === "refused") return;
        toast.success(input ? t("mailServer.works") : t("mailServer.keptAgain"));
        await sendingChanged();
      },
    }),
  );
  const refusal = save.error?.message ?? (save.data?.kind === "refused" ? save.data.text : null);
  const change = (part: Partial<MailServerDraft>) => setDraft({ ...draft, ...part });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(problemsOf(complete, t)).length > 0 || save.isPending) return;
    const { host, port, encryption, user, password, from } = complete;
    save.mutate({
      host: host.trim(),
      port: Number(port),
      secure: encryption === "tls",
      unencrypted: encryption === "none",
      user: user.trim(),
      // Left out, the stored one stays.
      password: password === "" ? undefined : password,
      from: from.trim(),
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-5">
      <MailConnectionFields
        server={{ label: t("mailServer.server"), example: "smtp.example.com" }}
        options={encryptionOptions(t)}
        ports={USUAL_PORT}
        needsLogin={false}
        hasPassword={smtp.hasPassword}
        draft={draft}
        errors={errors}
        onChange={change}
      />
      <FromField
        usual={usual}
        help={t("mailServer.fromHelp")}
        error={errors.from}
        value={draft.from}
        onChange={(from) => change({ from })}
      />
      {refusal && (
        <Banner tone="danger" role="alert" title={t("mailServer.notSaved")}>
          {say(refusal)}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={save.isPending}>
          {save.isPending ? t("mailServer.trying") : t("saveAndTry")}
        </Button>
        {smtp.configuredBy === "settings" && (
          <ConfirmDialog
            trigger={<Button variant="ghost">{t("stopUsing")}</Button>}
            title={t("mailServer.stopTitle")}
            description={t("mailServer.stopHelp")}
            confirmLabel={t("stopUsing")}
            tone="danger"
            onConfirm={() => save.mutateAsync(null)}
          />
        )}
      </div>
    </form>
  );
}
