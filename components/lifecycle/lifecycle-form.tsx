"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { NameInput } from "#components/config-form/controls/name-input.tsx";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import {
  draftOf,
  isChanged,
  type LifecycleDraft,
  readDraft,
  thresholdNames,
  typed,
} from "./lifecycle-draft.ts";
import { LifecyclePreview } from "./lifecycle-preview.tsx";
import type { Lifecycle } from "./outputs.ts";
import { OwnCycle } from "./own-cycle.tsx";

/** What the stages rest on, and what would change by other settings before they are saved. */
export function LifecycleForm({ lifecycle }: { lifecycle: Lifecycle }) {
  const t = useTranslations("lifecycle");
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const names = useQuery(api.events.names.queryOptions());
  const [draft, setDraft] = useState<LifecycleDraft>(() => draftOf(lifecycle));
  const { choice, problems } = readDraft(draft, t);
  const changed = isChanged(draft, lifecycle);
  const change = (part: Partial<LifecycleDraft>) => setDraft({ ...draft, ...part });
  const save = useMutation(
    api.lifecycle.save.mutationOptions({
      onSuccess: async () => {
        toast.success(t("saved"));
        await queryClient.invalidateQueries(api.lifecycle.pathFilter());
      },
      onError: showError,
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (choice && !save.isPending) save.mutate(choice);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader title={t("form.title")} description={t("form.description")} />
        <CardBody>
          <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
            <Field label={t("form.event")} help={t("form.eventHelp")} error={problems.event}>
              <NameInput
                names={names.data?.names.map(({ name }) => name) ?? []}
                value={draft.event}
                onChange={(event) => change({ event })}
              />
            </Field>
            <fieldset className="flex min-w-0 flex-col gap-2">
              <legend className="mb-2 text-sm font-medium">{t("form.basis")}</legend>
              <Choice
                name="basis"
                checked={draft.follows}
                onChoose={() => change({ follows: true })}
                label={t("form.follow")}
                help={<OwnCycle lifecycle={lifecycle} />}
              />
              <Choice
                name="basis"
                checked={!draft.follows}
                onChoose={() =>
                  change({ follows: false, ...(draft.follows && { days: typed(lifecycle.inUse) }) })
                }
                label={t("form.own")}
                help={t("form.ownHelp")}
              />
            </fieldset>
            {!draft.follows && (
              <div className="grid gap-5 sm:grid-cols-2">
                {thresholdNames.map((name) => (
                  <Field
                    key={name}
                    label={t(`field.${name}.label`)}
                    help={t(`field.${name}.help`)}
                    error={problems[name]}
                  >
                    <Input
                      type="number"
                      min={1}
                      inputMode="numeric"
                      value={draft.days[name]}
                      onChange={(event) => change({ days: { ...draft.days, [name]: event.target.value } })}
                    />
                  </Field>
                ))}
              </div>
            )}
            {changed && choice && <LifecyclePreview choice={choice} />}
          </fieldset>
        </CardBody>
        {isOwner && (
          <CardFooter>
            <Button
              type="submit"
              variant="primary"
              loading={save.isPending}
              disabled={!changed || choice === null}
            >
              {t("save")}
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}
