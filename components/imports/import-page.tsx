"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { NotLoaded } from "#components/shell/not-loaded.tsx";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { ImportBadge } from "./import-badge.tsx";
import { ImportMapping } from "./import-mapping.tsx";
import { ImportRun } from "./import-run.tsx";
import { KIND, wordBytes } from "./import-words.ts";
import type { Import } from "./outputs.ts";

const BACK = { href: "/imports", label: "Imports" };
const BUSY_REFRESH_MS = 1_000;

/** One file: what its columns mean, what it would do, how far it is, what became of it. */
export function ImportPage({ id }: { id: number }) {
  const api = useApi();
  const found = useQuery(
    api.imports.get.queryOptions(
      { id },
      { refetchInterval: ({ state: { data } }) => (data && isBusy(data) ? BUSY_REFRESH_MS : false) },
    ),
  );
  if (found.error && !found.data) return <NotLoaded back={BACK} title="Import" query={found} />;
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
  const now = useNow();
  const mayEdit = useMay("editor");
  return (
    <PageHeader
      back={BACK}
      title={row.fileName}
      aside={<ImportBadge status={row.status} />}
      description={
        <>
          {KIND[row.kind]} · {wordBytes(row.fileBytes)} · uploaded <TimeAgo at={row.createdAt} now={now} />
          {row.status === "uploaded" &&
            row.hasFile &&
            ` · kept until ${formatDateTime(row.filesUntil, readerZone())}`}
        </>
      }
      actions={mayEdit && row.status === "uploaded" && <RemoveUpload id={row.id} />}
    />
  );
}

function Uploaded({ row }: { row: Import }) {
  const mayEdit = useMay("editor");
  if (!mayEdit) return <NeedsRole atLeast="editor" what="import files" />;
  if (row.head) return <ImportMapping row={row} head={row.head} />;
  return (
    <Banner tone="warning">
      {row.plan.filesErased
        ? "A person was erased, who may have been in this file, so it was removed. Upload it again, without that person."
        : "The file is not on this server any more. Upload it again."}
    </Banner>
  );
}

function RemoveUpload({ id }: { id: number }) {
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
      trigger={<Button icon={<Trash2 />}>Discard</Button>}
      title="Discard this file?"
      description="It is removed from the server. Nothing of it was imported, and you can upload it again."
      confirmLabel="Discard the file"
      tone="danger"
      onConfirm={confirm}
    />
  );
}

function isBusy({ status, checking }: Import): boolean {
  return status === "queued" || status === "running" || (checking !== null && "doneBytes" in checking);
}
