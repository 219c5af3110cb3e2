"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Settings } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import { retentionOptions } from "./retention-options.ts";

type Retention = Settings["retention"];

const FIELDS = ["eventDays", "contentDays", "historyDays", "runDays"] as const satisfies (keyof Retention)[];

/** For how long what is over is kept. */
export function RetentionForm({ retention }: { retention: Retention }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [kept, setKept] = useState(retention);
  const changed = FIELDS.some((key) => kept[key] !== retention[key]);
  const save = useMutation(
    api.settings.saveRetention.mutationOptions({
      onSuccess: async () => {
        toast.success(t("retention.saved"));
        await queryClient.invalidateQueries(api.settings.get.queryFilter());
      },
      onError: showError,
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate(kept);
  }

  return (
    <form onSubmit={submit} className="border-t pt-5">
      <h3 className="mb-3 text-sm font-semibold">{t("retention.title")}</h3>
      <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
        {FIELDS.map((key) => (
          <Field key={key} label={t(`retention.field.${key}.label`)} help={t(`retention.field.${key}.help`)}>
            <Select
              className="max-w-48"
              options={retentionOptions(retention[key], t)}
              value={String(kept[key])}
              onValueChange={(days) => setKept({ ...kept, [key]: Number(days) })}
            />
          </Field>
        ))}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" loading={save.isPending} disabled={!changed}>
            {t("saveChanges")}
          </Button>
          {changed && <p className="text-sm text-muted">{t("retention.removedForGood")}</p>}
        </div>
      </fieldset>
    </form>
  );
}
