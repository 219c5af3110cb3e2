"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { PropertyList } from "#components/profiles/property-list.tsx";
import { useSay } from "#components/say.tsx";
import { Fact, Facts } from "#components/settings/facts.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type MappingDraft, previewMappingOf } from "./mapping-draft.ts";
import type { MappingPreview as Preview } from "./outputs.ts";
import type { Sample } from "./use-samples.ts";

/** What the sample would become by the draft. Nothing is stored. */
export function MappingPreview({ sample, draft }: { sample: Sample | null; draft: MappingDraft }) {
  const t = useTranslations("hooks");
  const api = useApi();
  const value = sample?.fields.find(({ path }) => path === draft.eventPath.trim())?.sample;
  const isReady = sample !== null && draft.personPath.trim() !== "";
  const preview = useQuery(
    api.hooks.preview.queryOptions(
      { receiptId: sample?.receipt.id ?? 0, mapping: previewMappingOf(draft, value) },
      { enabled: isReady, placeholderData: keepPreviousData, retry: false },
    ),
  );
  if (!isReady) return null;
  return (
    <section
      aria-label={t("preview.label")}
      aria-live="polite"
      className="flex min-w-0 flex-col gap-2 border-t pt-5"
    >
      <h3 className="text-base font-medium">{t("preview.title")}</h3>
      {preview.error ? (
        <Banner tone="danger">{preview.error.message}</Banner>
      ) : preview.data ? (
        <Outcome preview={preview.data} />
      ) : (
        <Skeleton className="h-20 rounded-md" />
      )}
    </section>
  );
}

function Outcome({ preview }: { preview: Preview }) {
  const t = useTranslations("hooks");
  const say = useSay();
  if (preview.kind !== "event") {
    const isWrong = preview.kind === "refused";
    return (
      <Banner
        tone={isWrong ? "warning" : "neutral"}
        title={isWrong ? t("preview.refused") : t("preview.none")}
      >
        {say(preview.reason)}
      </Banner>
    );
  }
  const { eventName, properties, requestId, person } = preview;
  return (
    <div className="flex flex-col gap-3 rounded-md border bg-sunken px-4 py-3.5">
      <Facts>
        <Fact name={t("facts.event")}>{t("facts.oneEvent", { event: eventName })}</Fact>
        <Fact name={t("facts.personName")}>
          <Person person={person} />
        </Fact>
        <Fact name={t("facts.requestId")}>{requestId ?? t("picker.none")}</Fact>
      </Facts>
      <details>
        <summary className="cursor-pointer text-sm text-muted">
          {t("preview.kept", { count: Object.keys(properties).length })}
        </summary>
        <div className="mt-2">
          <PropertyList properties={properties} empty={t("preview.nothing")} />
        </div>
      </details>
    </div>
  );
}

function Person({ person }: { person: Extract<Preview, { kind: "event" }>["person"] }) {
  const profileName = useProfileName();
  const t = useTranslations("hooks");
  if (person.kind === "new") {
    return (
      <span className="[overflow-wrap:anywhere]">
        {t("preview.newProfile", { person: person.email ?? person.externalId ?? "" })}
      </span>
    );
  }
  return (
    <Link
      href={`/profiles/${person.profile.id}`}
      target="_blank"
      className="font-medium underline underline-offset-3 [overflow-wrap:anywhere]"
    >
      {profileName(person.profile)}
    </Link>
  );
}
