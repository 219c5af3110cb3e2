"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { NotLoaded } from "#components/shell/not-loaded.tsx";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { ImportBadge } from "./import-badge.tsx";
import { ImportMapping } from "./import-mapping.tsx";
import { ImportRun } from "./import-run.tsx";
import { wordBytes } from "./import-words.ts";
import type { Import } from "./outputs.ts";

const BUSY_REFRESH_MS = 1_000;

/** One file: what its columns mean, what it would do, how far it is, what became of it. */
export function ImportPage({ id }: { id: number }) {
  const t = useTranslations("imports.page");
  const api = useApi();
  const found = useQuery(
    api.imports.get.queryOptions(
      { id },
      { refetchInterval: ({ state: { data } }) => (data && isBusy(data) ? BUSY_REFRESH_MS : false) },
    ),
  );
  if (found.error && !found.data)
    return <NotLoaded back={{ href: "/imports", label: t("back") }} title={t("title")} query={found} />;
  return (
    <Loaded query={found} skeleton={<Skeleton className="h-96 rounded-lg" />}>
      {(row) => (
        <>
          <ImportHead row={row} />
          {row.status === "uploaded" ? <Uploaded row={row} /> : <ImportRun row={row} />}
        </>
      )}
    </Loaded>
  );
}

function ImportHead({ row }: { row: Import }) {
  const t = useTranslations("imports");
  const { formatDateTime } = useTimeFormat();
  const now = useNow();
  const mayEdit = useMay("editor");
  const isKept = row.status === "uploaded" && row.hasFile;
  return (
    <PageHeader
      back={{ href: "/imports", label: t("page.back") }}
      title={row.fileName}
      aside={<ImportBadge status={row.status} />}
      description={t.rich(isKept ? "page.factsKept" : "page.facts", {
        kind: t(`kind.${row.kind}`),
        size: wordBytes(row.fileBytes),
        ago: () => <TimeAgo at={row.createdAt} now={now} />,
        moment: isKept ? formatDateTime(row.filesUntil, readerZone()) : "",
      })}
      actions={mayEdit && row.status === "uploaded" && <RemoveUpload id={row.id} />}
    />
  );
}

function Uploaded({ row }: { row: Import }) {
  const t = useTranslations("imports.page");
  const mayEdit = useMay("editor");
  if (!mayEdit) return <NeedsRole atLeast="editor" what={t("needsRole")} />;
  if (row.head) return <ImportMapping row={row} head={row.head} />;
  return <Banner tone="warning">{row.plan.filesErased ? t("erased") : t("gone")}</Banner>;
}

function RemoveUpload({ id }: { id: number }) {
  const t = useTranslations("imports.page");
  const api = useApi();
  const queryClient = useQueryClient();
  const router = useRouter();
  const remove = useMutation(api.imports.remove.mutationOptions());
  async function confirm() {
    await remove.mutateAsync({ id });
    router.push("/imports");
    await queryClient.invalidateQueries(api.imports.list.queryFilter());
  }
  return (
    <ConfirmDialog
      trigger={<Button icon={<Trash2 />}>{t("discard")}</Button>}
      title={t("discardTitle")}
      description={t("discardWhat")}
      confirmLabel={t("discardFile")}
      tone="danger"
      onConfirm={confirm}
    />
  );
}

function isBusy({ status, checking }: Import): boolean {
  return status === "queued" || status === "running" || (checking !== null && "doneBytes" in checking);
}
