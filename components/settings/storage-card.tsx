"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import type { Health } from "#components/shell/outputs.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Fact, Facts } from "./facts.tsx";
import { formatBytes } from "./format-amount.ts";
import { RetentionForm } from "./retention-form.tsx";
import { TABLE_WORDS } from "./table-words.ts";

const TABLES_SHOWN = 6;

/** How large the data has become, what fills it, and for how long it is kept. */
export function StorageCard({ health }: { health: Health }) {
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  return (
    <Card>
      <CardHeader
        title="Storage"
        description="What is too old goes by itself, a little every hour, so that the database does not grow for ever."
      />
      <CardBody className="flex flex-col gap-6">
        <Sizes health={health} />
        <Rows />
        <Loaded
          query={settings}
          skeleton={<Skeleton className="h-40" />}
          errorTitle="The settings could not be loaded"
        >
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
  return (
    <Facts>
      <Fact name="Database">{formatBytes(databaseBytes)}</Fact>
      {freeBytes !== null && <Fact name="Free inside it">{formatBytes(freeBytes)}</Fact>}
      {logBytes !== null && <Fact name="Write-ahead log">{formatBytes(logBytes)}, beside the database</Fact>}
    </Facts>
  );
}

function Rows() {
  const api = useApi();
  // Counting takes its time on a large database, so it is not asked again while the page stands.
  const tables = useQuery(api.health.tables.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <section className="border-t pt-5">
      <h3 className="mb-3 text-sm font-semibold">What fills it</h3>
      <Loaded
        query={tables}
        skeleton={<Skeleton className="h-36" />}
        errorTitle="The rows could not be counted"
      >
        {(counted) => {
          const filled = counted.filter(({ rows }) => rows > 0).slice(0, TABLES_SHOWN);
          if (filled.length === 0) return <p className="text-sm text-muted">Nothing yet.</p>;
          return (
            <Facts>
              {filled.map(({ table, rows }) => (
                <Fact key={table} name={TABLE_WORDS[table]}>
                  {rows.toLocaleString("en")}
                </Fact>
              ))}
            </Facts>
          );
        }}
      </Loaded>
    </section>
  );
}
