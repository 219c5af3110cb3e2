"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { NewOneOffDialog } from "./new-one-off-dialog.tsx";
import { OneOffRows } from "./one-off-rows.tsx";
import type { OneOffRow } from "./outputs.ts";

const REFRESH_MS = 10_000;

/** It changes by itself. */
const isUnderWay = ({ status }: OneOffRow) => status === "scheduled" || status === "sending";

/** The page with every message that is written once, the last changed first. */
export function OneOffList() {
  const t = useTranslations("one-offs.list");
  const api = useApi();
  const mayEdit = useMay("editor");
  const [creating, setCreating] = useState(false);
  const list = useQuery(
    api.oneOffs.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.oneOffs.some(isUnderWay) ? REFRESH_MS : false),
      refetchOnWindowFocus: true,
    }),
  );
  const create = mayEdit && (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t("new")}
    </Button>
  );
  const isEmpty = list.data?.oneOffs.length === 0;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={!isEmpty && create} />
      <Card>
        <Loaded query={list} skeleton={<ListSkeleton rows={4} />} errorTitle={t("notLoaded")}>
          {({ oneOffs, timezone }) =>
            oneOffs.length > 0 ? (
              <OneOffRows oneOffs={oneOffs} zone={timezone} />
            ) : (
              <EmptyState icon={<Megaphone />} title={t("none")} action={create}>
                {t("noneHint")}
              </EmptyState>
            )
          }
        </Loaded>
      </Card>
      {creating && <NewOneOffDialog onClose={() => setCreating(false)} />}
    </>
  );
}
