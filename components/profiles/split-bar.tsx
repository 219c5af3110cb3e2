"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Profile, TimelineItem } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { useTimeFormat } from "#components/ui/use-time-format.ts";

/** As many as the API takes. */
const EVENTS_MAX = 500;
const NAME_MAX_CHARS = 300;
const NAMES_SHOWN_MAX = 5;

export type TimelineEvent = Extract<TimelineItem, { kind: "event" }>;

type Props = {
  profile: Pick<Profile, "id" | "anonymousIds">;
  chosen: readonly TimelineEvent[];
  onDone(): void;
};

/** Stands above the timeline while events are chosen that belong to somebody else. */
export function SplitBar({ profile, chosen, onDone }: Props) {
  const t = useTranslations("profiles.split");
  const common = useTranslations("ui.common");
  const [asking, setAsking] = useState(false);
  const tooMany = chosen.length > EVENTS_MAX;
  return (
    <div className="sticky top-2 z-20 mb-4 flex flex-wrap items-center gap-2 rounded-lg border border-ember-line bg-raised px-4 py-2.5 text-sm shadow-pop">
      <p role="status" data-figures className="mr-auto min-w-0 font-medium">
        {t("chosen", { count: chosen.length })}
        <span className="block font-normal text-muted">
          {tooMany ? t("tooMany", { max: EVENTS_MAX }) : t("choose")}
        </span>
      </p>
      <Button variant="ghost" onClick={onDone}>
        {common("cancel")}
      </Button>
      <Button variant="primary" disabled={tooMany} onClick={() => setAsking(true)}>
        {t("next")}
      </Button>
      {asking && (
        <SplitDialog profile={profile} chosen={chosen} onSplit={onDone} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

type DialogProps = Omit<Props, "onDone"> & { onSplit(): void; onClose(): void };

/** Says what becomes of a profile that is taken apart, and does it. */
function SplitDialog({ profile, chosen, onSplit, onClose }: DialogProps) {
  const t = useTranslations("profiles.split");
  const common = useTranslations("ui.common");
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const formId = useId();
  const [name, setName] = useState("");
  const [browsers, setBrowsers] = useState<readonly string[]>([]);
  const split = useMutation(
    api.samePerson.split.mutationOptions({
      onSuccess: async ({ id }) => {
        toast.success(t("done"));
        onSplit();
        router.push(`/profiles/${id}`);
        await queries.invalidateQueries();
      },
    }),
  );
  const isNothing = chosen.length === 0 && browsers.length === 0;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (isNothing || split.isPending) return;
    split.mutate({
      id: profile.id,
      eventIds: chosen.map(({ id }) => id),
      anonymousIds: [...browsers],
      name,
    });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={t("description")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            disabled={isNothing}
            loading={split.isPending || split.isSuccess}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-sm">
        {chosen.length > 0 && <ChosenEvents chosen={chosen} />}
        <Field label={t("name")} optional help={t("nameHint")}>
          <Input value={name} maxLength={NAME_MAX_CHARS} onChange={(event) => setName(event.target.value)} />
        </Field>
        {profile.anonymousIds.length > 0 && (
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium">{t("browsers")}</legend>
            {profile.anonymousIds.map((value) => (
              <Checkbox
                key={value}
                label={<span className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{value}</span>}
                checked={browsers.includes(value)}
                onCheckedChange={(on) =>
                  setBrowsers((before) => [...before.filter((one) => one !== value), ...(on ? [value] : [])])
                }
              />
            ))}
            <p className="text-muted">{t("browsersHint")}</p>
          </fieldset>
        )}
        <Banner tone="warning">{t("stays")}</Banner>
        {split.error && (
          <Banner tone="danger" role="alert">
            {split.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}

function ChosenEvents({ chosen }: { chosen: readonly TimelineEvent[] }) {
  const t = useTranslations("profiles.split");
  const { formatDateTime } = useTimeFormat();
  const times = chosen.map(({ at }) => at);
  const names = [...new Set(chosen.map(({ name }) => name))];
  const shown = names.slice(0, NAMES_SHOWN_MAX).join(", ");
  return (
    <p className="[overflow-wrap:anywhere]">
      {t("preview", {
        count: chosen.length,
        from: formatDateTime(Math.min(...times), readerZone()),
        until: formatDateTime(Math.max(...times), readerZone()),
      })}
      <span className="block text-muted">{names.length > NAMES_SHOWN_MAX ? `${shown}, …` : shown}</span>
    </p>
  );
}
