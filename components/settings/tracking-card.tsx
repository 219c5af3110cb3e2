"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Settings } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.ts";

const SOURCE_MAX_CHARS = 60;
const ORDER_DAYS_MAX = 30;

/** Whether this shop notes who opens and clicks, and what it tells its own statistics. */
export function TrackingCard({
  tracking,
  reachable,
}: {
  tracking: Settings["tracking"];
  reachable: boolean;
}) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [draft, setDraft] = useState({ ...tracking, orderDays: String(tracking.orderDays) });
  const [checked, setChecked] = useState(false);
  const orderDays = Number(draft.orderDays);
  const oddDays = !Number.isInteger(orderDays) || orderDays < 1 || orderDays > ORDER_DAYS_MAX;
  const unnamed = draft.utm && draft.utmSource.trim() === "";
  const save = useMutation(
    api.settings.saveTracking.mutationOptions({
      onSuccess: async () => {
        toast.success(t("tracking.saved"));
        await queryClient.invalidateQueries(api.settings.get.queryFilter());
      },
      onError: showError,
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    // A name that is not used must not keep the rest from being saved.
    const utmSource = draft.utmSource.trim() || tracking.utmSource;
    if (!unnamed && !oddDays && !save.isPending) save.mutate({ ...draft, utmSource, orderDays });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader title={t("tracking.title")} description={t("tracking.description")} />
        <CardBody>
          <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
            <Switch
              label={t("tracking.note")}
              help={t("tracking.noteHelp")}
              checked={draft.on}
              onCheckedChange={(on) => setDraft({ ...draft, on })}
            />
            {draft.on && !reachable && <p className="text-sm text-muted">{t("tracking.unreachable")}</p>}
            <Switch
              label={t("tracking.utm")}
              help={t("tracking.utmHelp")}
              checked={draft.utm}
              onCheckedChange={(utm) => setDraft({ ...draft, utm })}
            />
            {draft.utm && (
              <Field
                label={t("tracking.source")}
                help={t("tracking.sourceHelp")}
                error={checked && unnamed ? t("tracking.sourceMissing") : undefined}
                className="max-w-xs"
              >
                <Input
                  value={draft.utmSource}
                  maxLength={SOURCE_MAX_CHARS}
                  onChange={(event) => setDraft({ ...draft, utmSource: event.target.value })}
                />
              </Field>
            )}
            <Field
              label={t("tracking.orderDays")}
              help={t("tracking.orderDaysHelp")}
              error={checked && oddDays ? t("tracking.orderDaysWrong", { max: ORDER_DAYS_MAX }) : undefined}
              className="max-w-xs"
            >
              <Input
                type="number"
                min={1}
                max={ORDER_DAYS_MAX}
                value={draft.orderDays}
                onChange={(event) => setDraft({ ...draft, orderDays: event.target.value })}
              />
            </Field>
          </fieldset>
        </CardBody>
        {isOwner && (
          <CardFooter>
            <Button type="submit" variant="primary" loading={save.isPending}>
              {t("saveChanges")}
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}
