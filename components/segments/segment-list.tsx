"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleDashed, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useMay } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ExampleList } from "./example-list.tsx";
import type { SegmentRow } from "./outputs.ts";
import { SegmentRows } from "./segment-rows.tsx";

const BUILDING_REFRESH_MS = 2_000;
const REFRESH_MS = 30_000;

const isBuilding = ({ state }: SegmentRow) => state === "building";

/** The page with every segment, by name. */
export function SegmentList() {
  const t = useTranslations("segments.list");
  const api = useApi();
  const mayEdit = useMay("editor");
  const list = useQuery(
    api.segments.list.queryOptions(undefined, {
      refetchInterval: ({ state }) =>
        state.data?.segments.some(isBuilding) ? BUILDING_REFRESH_MS : REFRESH_MS,
      refetchOnWindowFocus: true,
      // A segment was maybe made a moment ago.
      refetchOnMount: "always",
    }),
  );
  const create = mayEdit && (
    <ButtonLink href="/segments/new" variant="primary" icon={<Plus />}>
      {t("new")}
    </ButtonLink>
  );
  const isEmpty = list.data?.segments.length === 0;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={!isEmpty && create} />
      <Card>
        <Loaded query={list} skeleton={<ListSkeleton rows={4} />} errorTitle={t("notLoaded")}>
          {({ segments }) =>
            segments.length > 0 ? (
              <SegmentRows segments={segments} />
            ) : (
              <>
                <EmptyState
                  icon={<CircleDashed />}
                  title={t("none")}
                  action={create}
                  className={mayEdit ? "pb-6" : undefined}
                >
                  {t("noneHint")}
                </EmptyState>
                {mayEdit && (
                  <div className="px-5 pb-6">
                    <h3 className="mb-2.5 text-sm font-medium">{t("examples")}</h3>
                    <ExampleList />
                  </div>
                )}
              </>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}
