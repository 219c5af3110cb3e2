"use client";

import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import Link from "next/link";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { ImportBadge } from "./import-badge.tsx";
import { KIND, wordBytes, wordCount } from "./import-words.ts";
import type { ImportRow } from "./outputs.ts";

const REFRESH_MS = 5_000;

/** Every file that was brought in, the newest first. */
export function ImportList() {
  const api = useApi();
  const mayEdit = useMay("editor");
  const imports = useQuery(api.imports.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const begin = mayEdit && (
    <ButtonLink href="/imports/new" variant="primary" icon={<FileUp />}>
      Import a file
    </ButtonLink>
  );
  const isEmpty = imports.data?.imports.length === 0;
  return (
    <>
      <PageHeader
        back={{ href: "/profiles", label: "Profiles" }}
        title="Imports"
        description="Customers and events from files of other tools."
        actions={!isEmpty && begin}
      />
      <Card>
        <Loaded
          query={imports}
          skeleton={<ListSkeleton rows={3} />}
          errorTitle="The imports could not be loaded"
        >
          {({ imports: rows }) =>
            rows.length > 0 ? (
              <ul aria-label="Imports" className="divide-y divide-line">
                {rows.map((row) => (
                  <ImportLine key={row.id} row={row} />
                ))}
              </ul>
            ) : (
              <EmptyState icon={<FileUp />} title="No imports yet" action={begin}>
                Bring your customers along from Klaviyo, Mailchimp, Customer.io, your shop or a spreadsheet,
                as a CSV file. You see what becomes of each row before anything is stored.
              </EmptyState>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

function ImportLine({ row }: { row: ImportRow }) {
  const now = useNow();
  return (
    <li className="relative flex flex-col gap-2 px-5 py-4 hover:bg-hover max-sm:items-start sm:flex-row sm:items-center sm:justify-between sm:gap-6">
      <div className="min-w-0 text-sm [overflow-wrap:anywhere]">
        <Link
          href={`/imports/${row.id}`}
          className="text-[0.9375rem] font-medium after:absolute after:inset-0 hover:text-ember-ink"
        >
          {row.fileName}
        </Link>
        <p className="mt-0.5 text-muted">
          {KIND[row.kind]} · {wordBytes(row.fileBytes)} · <TimeAgo at={row.createdAt} now={now} />
        </p>
        {row.rows > 0 && (
          <p data-figures className="text-muted">
            {wordCount(row.rows)} rows, {wordCount(row.created)} new
            {row.updated > 0 && `, ${wordCount(row.updated)} changed`}
            {row.rejected > 0 && `, ${wordCount(row.rejected)} rejected`}
          </p>
        )}
      </div>
      <ImportBadge status={row.status} />
    </li>
  );
}
