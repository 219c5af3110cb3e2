"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import type { Health } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Fact, Facts } from "./facts.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";
import { formatBytes, formatUptime } from "./format-amount.ts";
import { StorageCard } from "./storage-card.tsx";

const REFRESH_MS = 30_000;
const ENGINE_NAME: Record<string, string> = { sqlite: "SQLite", postgres: "PostgreSQL" };

/** What runs here, and how large it has become. */
export function AboutPage() {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  return (
    <>
      <NeedsRole atLeast="owner" what={t("about.needs")} />
      {isOwner && <LoadedHealth />}
    </>
  );
}

function LoadedHealth() {
  const t = useTranslations("settings");
  const api = useApi();
  const health = useQuery(api.health.get.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Loaded query={health} skeleton={<FormSkeleton fields={4} />} errorTitle={t("about.loadFailed")}>
      {(loaded) => (
        <div className="flex flex-col gap-6">
          <ServerCard health={loaded} />
          <StorageCard health={loaded} />
        </div>
      )}
    </Loaded>
  );
}

function ServerCard({
  health: { version, engine, dataDir, memoryBytes, uptimeSeconds },
}: {
  health: Health;
}) {
  const t = useTranslations("settings");
  return (
    <Card>
      <CardHeader title={t("about.title")} />
      <CardBody>
        <Facts>
          <Fact name={t("about.version")}>Rekindle {version}</Fact>
          <Fact name={t("about.database")}>{ENGINE_NAME[engine] ?? engine}</Fact>
          {dataDir !== null && (
            <Fact name={t("about.dataFolder")}>
              <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{dataDir}</code>
            </Fact>
          )}
          <Fact name={t("about.memory")}>{formatBytes(memoryBytes, t)}</Fact>
          <Fact name={t("about.uptime")}>{formatUptime(uptimeSeconds, t)}</Fact>
        </Facts>
      </CardBody>
    </Card>
  );
}
