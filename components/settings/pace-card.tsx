"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Senders } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { paceDraftOf, readPace } from "./pace-draft.ts";
import { useSendingChanged } from "./use-sending-changed.ts";

/** How many emails the shop sends in all, in a minute and in a day. */
export function PaceCard({ pace }: { pace: Senders["pace"] }) {
  const t = useTranslations("settings");
  const api = useApi();
  const isOwner = useMay("owner");
  const sendingChanged = useSendingChanged();
  const [draft, setDraft] = useState(() => paceDraftOf(pace));
  const [checked, setChecked] = useState(false);
  const problems = checked ? readPace(draft, t).problems : null;
  const save = useMutation(
    api.senders.savePace.mutationOptions({
      onSuccess: async () => {
        toast.success(t("pace.saved"));
        await sendingChanged();
      },
      onError: showError,
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    const read = readPace(draft, t);
    if (read.pace && !save.isPending) save.mutate(read.pace);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader title={t("pace.title")} description={t("pace.description")} />
        <CardBody>
          <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
            <Field label={t("pace.perDay")} optional error={problems?.perDay} help={t("pace.perDayHelp")}>
              <Input
                inputMode="numeric"
                value={draft.perDay}
                placeholder={t("pace.noLimit")}
                onChange={(event) => setDraft({ ...draft, perDay: event.target.value })}
              />
            </Field>
            <Field
              label={t("pace.perMinute")}
              optional
              error={problems?.perMinute}
              help={t("pace.perMinuteHelp")}
            >
              <Input
                inputMode="numeric"
                value={draft.perMinute}
                placeholder={t("pace.noLimit")}
                onChange={(event) => setDraft({ ...draft, perMinute: event.target.value })}
              />
            </Field>
          </fieldset>
        </CardBody>
        {isOwner && (
          <CardFooter>
            <Button type="submit" variant="primary" loading={save.isPending}>
              {t("pace.save")}
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}
