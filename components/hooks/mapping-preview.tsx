"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useApi } from "#components/api.ts";
import { profileName } from "#components/profiles/profile-name.ts";
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
    <section aria-label="Result" aria-live="polite" className="flex min-w-0 flex-col gap-2 border-t pt-5">
      <h3 className="text-base font-medium">What the sample becomes</h3>
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
  const say = useSay();
  if (preview.kind !== "event") {
    const isWrong = preview.kind === "refused";
    return (
      <Banner
        tone={isWrong ? "warning" : "neutral"}
        title={isWrong ? "It would be refused" : "It makes no event"}
      >
        {say(preview.reason)}
      </Banner>
    );
  }
  const { eventName, properties, requestId, person } = preview;
  return (
    <div className="flex flex-col gap-3 rounded-md border bg-sunken px-4 py-3.5">
      <Facts>
        <Fact name="Event">“{eventName}”</Fact>
        <Fact name="Person">
          <Person person={person} />
        </Fact>
        <Fact name="Request’s id">{requestId ?? "None"}</Fact>
      </Facts>
      <details>
        <summary className="cursor-pointer text-sm text-muted">
          Kept with the event ({Object.keys(properties).length})
        </summary>
        <div className="mt-2">
          <PropertyList properties={properties} empty="Nothing." />
        </div>
      </details>
    </div>
  );
}

function Person({ person }: { person: Extract<Preview, { kind: "event" }>["person"] }) {
  if (person.kind === "new") {
    return (
      <span className="[overflow-wrap:anywhere]">{person.email ?? person.externalId} (a new profile)</span>
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
