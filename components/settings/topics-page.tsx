"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TopicDialog } from "./topic-dialog.tsx";
import { TopicRows } from "./topic-rows.tsx";

/** What customers can choose to hear of. */
export function TopicsPage() {
  const t = useTranslations("settings");
  const api = useApi();
  const isOwner = useMay("owner");
  const topics = useQuery(api.topics.list.queryOptions());
  const [adding, setAdding] = useState(false);
  return (
    <>
      <NeedsRole atLeast="owner" what={t("topics.needs")} />
      <div className="flex flex-col gap-6">
        <Card>
          <CardHeader
            title={t("topics.title")}
            description={t("topics.description")}
            actions={
              isOwner && (
                <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
                  {t("topics.add")}
                </Button>
              )
            }
            className="pb-4"
          />
          <div className="border-t">
            <Loaded query={topics} skeleton={<ListSkeleton rows={2} />} errorTitle={t("topics.loadFailed")}>
              {(loaded) => <TopicRows topics={loaded.topics} />}
            </Loaded>
          </div>
        </Card>
        <Card>
          <CardHeader title={t("topics.counts")} />
          <CardBody className="text-sm text-muted">
            <p>{t("topics.countsHelp")}</p>
          </CardBody>
        </Card>
      </div>
      {adding && <TopicDialog topic={null} onClose={() => setAdding(false)} />}
    </>
  );
}
