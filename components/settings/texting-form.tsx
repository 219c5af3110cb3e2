"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { FoldedSection } from "#components/config-form/folded-section.tsx";
import { useSay } from "#components/say.tsx";
import type { Texting } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import {
  keepsToken,
  type TextingDraft,
  TWILIO_BASE_URL,
  textingDraftOf,
  textingProblems,
} from "./texting-draft.ts";

/** Asks for the service that text messages leave by; the server tries the token before it keeps it. */
export function TextingForm({ stored }: { stored: Texting["service"] }) {
  const t = useTranslations("settings");
  const say = useSay();
  const api = useApi();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => textingDraftOf(stored));
  const [checked, setChecked] = useState(false);
  const changed = () => queryClient.invalidateQueries(api.texting.pathFilter());
  const save = useMutation(
    api.texting.save.mutationOptions({
      onSuccess: async ({ kind }) => {
        if (kind === "refused") return;
        setDraft((sent) => ({ ...sent, authToken: "" }));
        setChecked(false);
        toast.success(t("texting.works"));
        await changed();
      },
    }),
  );
  const remove = useMutation(
    api.texting.remove.mutationOptions({
      onSuccess: async () => {
        toast.success(t("texting.keptAgain"));
        await changed();
      },
    }),
  );
  const refused = save.data?.kind === "refused" ? save.data : null;
  const errors: Partial<Record<keyof TextingDraft, string>> = {
    ...(refused?.field && { [refused.field]: say(refused.text) }),
    ...(checked && textingProblems(draft, stored, t)),
  };
  const refusal = save.error?.message ?? (refused?.field === null ? refused.text : null);
  const isKept = keepsToken(draft, stored);
  const change = (part: Partial<TextingDraft>) => {
    setDraft({ ...draft, ...part });
    // What the server said was about what it was sent.
    if (refused) save.reset();
  };

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(textingProblems(draft, stored, t)).length === 0 && !save.isPending) save.mutate(draft);
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-5">
      <Banner tone="info">{t("texting.notTried")}</Banner>
      <Line
        label={t("texting.accountSid")}
        help={t("texting.accountSidHelp")}
        placeholder="AC…"
        required
        error={errors.accountSid}
        value={draft.accountSid}
        onChange={(accountSid) => change({ accountSid })}
      />
      <Field
        label={t("texting.authToken")}
        required={!isKept}
        error={errors.authToken}
        help={isKept ? t("keepStored") : t("texting.authTokenHelp")}
      >
        <Input
          type="password"
          value={draft.authToken}
          autoComplete="new-password"
          placeholder={isKept ? "••••••••" : undefined}
          onChange={(event) => change({ authToken: event.target.value })}
        />
      </Field>
      <Line
        label={t("texting.smsFromLabel")}
        help={t("texting.smsFromHelp")}
        placeholder="+15551234567"
        error={errors.smsFrom}
        value={draft.smsFrom}
        onChange={(smsFrom) => change({ smsFrom })}
      />
      <Line
        label={t("texting.whatsappFromLabel")}
        help={t("texting.whatsappFromHelp")}
        placeholder="+15551234567"
        error={errors.whatsappFrom}
        value={draft.whatsappFrom}
        onChange={(whatsappFrom) => change({ whatsappFrom })}
      />
      <FoldedSection
        title={t("texting.otherService")}
        filledIn={draft.baseUrl !== ""}
        wrong={errors.baseUrl !== undefined}
      >
        <Line
          label={t("texting.baseUrl")}
          help={t("texting.baseUrlHelp")}
          placeholder={TWILIO_BASE_URL}
          error={errors.baseUrl}
          value={draft.baseUrl}
          onChange={(baseUrl) => change({ baseUrl })}
        />
      </FoldedSection>
      {refusal && (
        <Banner tone="danger" role="alert" title={t("texting.notSaved")}>
          {say(refusal)}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={save.isPending}>
          {save.isPending ? t("texting.trying") : t("saveAndTry")}
        </Button>
        {stored && (
          <ConfirmDialog
            trigger={<Button variant="ghost">{t("stopUsing")}</Button>}
            title={t("texting.stopTitle")}
            description={t("texting.stopHelp")}
            confirmLabel={t("stopUsing")}
            tone="danger"
            onConfirm={() => remove.mutateAsync()}
          />
        )}
      </div>
    </form>
  );
}

type LineProps = {
  label: string;
  help: string;
  placeholder: string;
  required?: boolean;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
};

function Line({ label, help, placeholder, required, error, value, onChange }: LineProps) {
  return (
    <Field label={label} help={help} error={error} required={required}>
      <Input
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
