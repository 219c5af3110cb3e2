"use client";

import { useTranslations } from "next-intl";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import type { Samples } from "./use-samples.ts";

/** The request by which it is said what requests mean; until one came, what to do for one. */
export function SampleChoice({ samples }: { samples: Samples }) {
  const t = useTranslations("hooks");
  const { formatDistance } = useTimeFormat();
  const now = useNow();
  const { all, chosen, choose } = samples;
  if (!chosen) return <NoSample samples={samples} />;
  return (
    <>
      <Field label={t("sample.label")} help={t("sample.help")}>
        <Select
          options={all.map(({ receipt: { id, receivedAt, verdict, eventName } }) => ({
            value: String(id),
            label: t("sample.received", { moment: formatDistance(receivedAt, now, readerZone()) }),
            description: eventName ?? t(`verdict.${verdict}`),
          }))}
          value={String(chosen.receipt.id)}
          onValueChange={(value) => choose(Number(value))}
        />
      </Field>
      {chosen.isCut && <p className="text-sm text-muted">{t("sample.cut")}</p>}
    </>
  );
}

function NoSample({ samples: { isLoading, error, unusable } }: { samples: Samples }) {
  const t = useTranslations("hooks");
  if (error) return <ErrorState title={t("sample.loadFailed")}>{error.message}</ErrorState>;
  if (isLoading) return <ListSkeleton rows={2} />;
  return (
    <>
      <div role="status" className="flex items-start gap-3 rounded-md border border-dashed px-4 py-4 text-sm">
        <Spinner className="mt-0.5 size-4 shrink-0 text-muted" />
        <div>
          <p className="font-medium">{t("sample.waiting")}</p>
          <p className="mt-0.5 text-muted">{t("sample.waitingHelp")}</p>
        </div>
      </div>
      {unusable && (
        <Banner tone="warning" title={t("sample.unusable")}>
          {unusable}
        </Banner>
      )}
    </>
  );
}
