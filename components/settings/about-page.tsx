"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";
import { formatBytes, formatUptime } from "./format-amount.ts";

const REFRESH_MS = 30_000;
const ENGINE_NAME: Record<string, string> = { sqlite: "SQLite", postgres: "PostgreSQL" };

/** What runs here, and how large it has become. */
export function AboutPage() {
  const isOwner = useMay("owner");
  return (
    <>
      <NeedsRole atLeast="owner" what="see how the server stands" />
      {isOwner && <Health />}
    </>
  );
}

function Health() {
  const api = useApi();
  const health = useQuery(api.health.get.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Loaded query={health} skeleton={<FormSkeleton fields={4} />} errorTitle="The state could not be loaded">
      {({ version, engine, databaseBytes, uptimeSeconds, memoryBytes, dataDir }) => (
        <Card>
          <CardHeader title="This server" />
          <CardBody>
            <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
              <Fact name="Version">Rekindle {version}</Fact>
              <Fact name="Database">{ENGINE_NAME[engine] ?? engine}</Fact>
              <Fact name="Size of the database">{formatBytes(databaseBytes)}</Fact>
              {dataDir !== null && (
                <Fact name="Data folder">
                  <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{dataDir}</code>
                </Fact>
              )}
              <Fact name="Memory in use">{formatBytes(memoryBytes)}</Fact>
              <Fact name="Running for">{formatUptime(uptimeSeconds)}</Fact>
            </dl>
          </CardBody>
        </Card>
      )}
    </Loaded>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd data-figures className="max-sm:-mt-2.5">
        {children}
      </dd>
    </>
  );
}
