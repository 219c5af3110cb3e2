"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import type { Health } from "#components/shell/outputs.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Fact, Facts } from "./facts.tsx";
import { formatBytes } from "./format-amount.ts";
import { RetentionForm } from "./retention-form.tsx";

const TABLES_SHOWN = 6;

/** How large the data has become, what fills it, and for how long it is kept. */
export function StorageCard({ health }: { health: Health }) {
  const t = useTranslations("settings");
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  return (
    <Card>
      <CardHeader title={t("storage.title")} description={t("storage.description")} />
      <CardBody className="flex flex-col gap-6">
        <Sizes health={health} />
        <Rows />
        <Loaded query={settings} skeleton={<Skeleton className="h-40" />} errorTitle={t("loadFailed")}>
          {({ retention }) => (
            // A form that was saved starts anew from what is stored.
            <RetentionForm key={JSON.stringify(retention)} retention={retention} />
          )}
        </Loaded>
      </CardBody>
    </Card>
  );
}

function Sizes({ health: { databaseBytes, freeBytes, logBytes } }: { health: Health }) {
  const t = useTranslations("settings");
  return (
    <Facts>
      <Fact name={t("storage.database")}>{formatBytes(databaseBytes, t)}</Fact>
      {freeBytes !== null && <Fact name={t("storage.free")}>{formatBytes(freeBytes, t)}</Fact>}
      {logBytes !== null && (
        <Fact name={t("storage.log")}>{t("storage.logBeside", { size: formatBytes(logBytes, t) })}</Fact>
      )}
    </Facts>
  );
}

function Rows() {
  const t = useTranslations("settings");
  const format = useFormatter();
  const api = useApi();
  // Counting takes its time on a large database, so it is not asked again while the page stands.
  const tables = useQuery(api.health.tables.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <section className="border-t pt-5">
      <h3 className="mb-3 text-sm font-semibold">{t("storage.fills")}</h3>
      <Loaded query={tables} skeleton={<Skeleton className="h-36" />} errorTitle={t("storage.countFailed")}>
        {(counted) => {
          const filled = counted.filter(({ rows }) => rows > 0).slice(0, TABLES_SHOWN);
          if (filled.length === 0) return <p className="text-sm text-muted">{t("storage.nothing")}</p>;
          return (
            <Facts>
              {filled.map(({ table, rows }) => (
                <Fact key={table} name={t(`storage.table.${table}`)}>
                  {format.number(rows)}
                </Fact>
              ))}
            </Facts>
          );
        }}
      </Loaded>
    </section>
  );
}
