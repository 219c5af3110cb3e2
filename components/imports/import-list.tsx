"use client";

import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
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
import { wordBytes } from "./import-words.ts";
import type { ImportRow } from "./outputs.ts";

const REFRESH_MS = 5_000;

/** Every file that was brought in, the newest first. */
export function ImportList() {
  const t = useTranslations("imports.list");
  const api = useApi();
  const mayEdit = useMay("editor");
  const imports = useQuery(api.imports.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const begin = mayEdit && (
    <ButtonLink href="/imports/new" variant="primary" icon={<FileUp />}>
      {t("import")}
    </ButtonLink>
  );
  const isEmpty = imports.data?.imports.length === 0;
  return (
    <>
      <PageHeader
        back={{ href: "/profiles", label: t("back") }}
        title={t("title")}
        description={t("description")}
        actions={!isEmpty && begin}
      />
      <Card>
        <Loaded query={imports} skeleton={<ListSkeleton rows={3} />} errorTitle={t("notLoaded")}>
          {({ imports: rows }) =>
            rows.length > 0 ? (
              <ul aria-label={t("title")} className="divide-y divide-line">
                {rows.map((row) => (
                  <ImportLine key={row.id} row={row} />
                ))}
              </ul>
            ) : (
              <EmptyState icon={<FileUp />} title={t("none")} action={begin}>
                {t("noneHint")}
              </EmptyState>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

function ImportLine({ row }: { row: ImportRow }) {
  const t = useTranslations("imports");
  const now = useNow();
  const { rows, created, updated, rejected } = row;
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
          {t.rich("list.facts", {
            kind: t(`kind.${row.kind}`),
            size: wordBytes(row.fileBytes),
            ago: () => <TimeAgo at={row.createdAt} now={now} />,
          })}
        </p>
        {rows > 0 && (
          <p data-figures className="text-muted">
            {t(`list.${rowsWord(row)}`, { rows, created, updated, rejected })}
          </p>
        )}
      </div>
      <ImportBadge status={row.status} />
    </li>
  );
}

function rowsWord({ updated, rejected }: ImportRow) {
  if (updated > 0) return rejected > 0 ? "rowsBoth" : "rowsUpdated";
  return rejected > 0 ? "rowsRejected" : "rows";
}
