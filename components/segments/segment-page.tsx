"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { NotLoaded } from "#components/shell/not-loaded.tsx";
import { useMay } from "#components/shell/session.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Segment } from "./outputs.ts";
import { SegmentEditor } from "./segment-editor.tsx";
import { LIST_HREF, SegmentHead } from "./segment-head.tsx";
import { SegmentView } from "./segment-view.tsx";

const BUILDING_REFRESH_MS = 2_000;
const REFRESH_MS = 15_000;

/** One segment, or with `edit` in the address the form that changes it. */
export function SegmentPage({ segmentId }: { segmentId: number }) {
  const t = useTranslations("segments");
  const api = useApi();
  const mayEdit = useMay("editor");
  const wantsEdit = useSearchParams().has("edit");
  const [gone, setGone] = useState(false);
  const query = useQuery({
    ...api.segments.get.queryOptions({ id: segmentId }),
    refetchOnMount: "always",
    enabled: !gone,
    refetchInterval: ({ state }) => (state.data?.state === "building" ? BUILDING_REFRESH_MS : REFRESH_MS),
  });
  if (query.isError && !query.data) {
    return (
      <NotLoaded back={{ href: LIST_HREF, label: t("list.title") }} title={t("page.title")} query={query} />
    );
  }
  if (!query.data || !query.isFetchedAfterMount) return <PageSkeleton />;
  if (wantsEdit && mayEdit) return <EditSegment key={segmentId} segment={query.data} />;
  return (
    <>
      <SegmentHead segment={query.data} onRemoved={() => setGone(true)} />
      <SegmentView segment={query.data} />
    </>
  );
}

function EditSegment({ segment }: { segment: Segment }) {
  const t = useTranslations("segments");
  const router = useRouter();
  // What is being written must not change under the writer's hands.
  const [initial] = useState(() => ({
    name: segment.name,
    description: segment.description ?? "",
    rule: segment.rule,
  }));
  const href = `${LIST_HREF}/${segment.id}`;
  return (
    <>
      <PageHeader
        back={{ href: LIST_HREF, label: t("list.title") }}
        title={t("page.editing", { name: initial.name })}
      />
      <SegmentEditor
        segment={segment}
        initial={initial}
        backHref={href}
        onSaved={() => {
          toast.success(t("page.saved"));
          router.replace(href);
        }}
      />
    </>
  );
}

function PageSkeleton() {
  const t = useTranslations("segments.page");
  return (
    <div role="status" aria-label={t("opening")} className="flex flex-col gap-5">
      <Skeleton className="mt-10 h-9 w-64 max-w-full" />
      <Skeleton className="h-24 rounded-lg" />
      <Skeleton className="h-96 rounded-lg" />
    </div>
  );
}
