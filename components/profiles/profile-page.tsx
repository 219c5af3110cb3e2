"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NotLoaded } from "#components/shell/not-loaded.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { LikelyDuplicates } from "./likely-duplicates.tsx";
import { ProfileAttributes } from "./profile-attributes.tsx";
import { ProfileCarts } from "./profile-carts.tsx";
import { ProfileConsents } from "./profile-consents.tsx";
import { ProfileFacts } from "./profile-facts.tsx";
import { ProfileHead } from "./profile-head.tsx";
import { ProfileNotes } from "./profile-notes.tsx";
import { ProfileRuns } from "./profile-runs.tsx";
import { ProfileStanding } from "./profile-standing.tsx";
import { ProfileTags } from "./profile-tags.tsx";
import { ProfileTracking } from "./profile-tracking.tsx";
import { Timeline } from "./timeline.tsx";

const REFRESH_MS = 5_000;

/** One person: who they are at the side, what happened in the middle. */
export function ProfilePage({ id }: { id: number }) {
  const t = useTranslations("profiles.head");
  const api = useApi();
  const [splitting, setSplitting] = useState(false);
  const profile = useQuery(api.profiles.get.queryOptions({ id }, { refetchInterval: REFRESH_MS }));
  if (profile.error && !profile.data) {
    return <NotLoaded back={{ href: "/profiles", label: t("back") }} title={t("title")} query={profile} />;
  }
  return (
    <Loaded query={profile} skeleton={<PageSkeleton />}>
      {(loaded) => (
        <>
          <ProfileHead profile={loaded} onSplit={() => setSplitting(true)} />
          <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
            <div className="flex min-w-0 flex-col gap-6">
              <LikelyDuplicates profile={loaded} />
              <ProfileRuns runs={loaded.activeRuns} timezone={loaded.timezone} />
              <ProfileCarts carts={loaded.carts} />
              <Timeline profile={loaded} splitting={splitting} onSplitEnd={() => setSplitting(false)} />
            </div>
            <div className="flex min-w-0 flex-col gap-6">
              <ProfileStanding profile={loaded} />
              <ProfileTags profile={loaded} />
              <ProfileNotes profileId={loaded.id} />
              <ProfileFacts profile={loaded} />
              <ProfileConsents profile={loaded} />
              <ProfileTracking profile={loaded} />
              <ProfileAttributes attributes={loaded.attributes} />
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}

function PageSkeleton() {
  return (
    <>
      <Skeleton className="h-8 w-64 max-w-full" />
      <Skeleton className="mt-3 w-48 max-w-full" />
      <div className="mt-8 grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </>
  );
}
