"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Play, Square } from "lucide-react";
import { useApi } from "#components/api.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Card, CardBody, CardFooter } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { ImportCounts } from "./import-counts.tsx";
import type { Import } from "./outputs.ts";

/** An import that has begun: how far it is, what became of its rows, and what can be done about it. */
export function ImportRun({ row }: { row: Import }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const mayEdit = useMay("editor");
  const { id, kind, status, failure } = row;
  const answered = {
    onError: showError,
    onSettled: () => queryClient.invalidateQueries(api.imports.pathFilter()),
  };
  const stop = useMutation(api.imports.stop.mutationOptions(answered));
  const start = useMutation(api.imports.start.mutationOptions(answered));
  const isOpen = status === "queued" || status === "running";
  const hasMore = status === "stopped" || status === "failed";
  const { reasons, confirmation, filesErased = false } = row.plan;
  return (
    <Card>
      <CardBody className="flex flex-col gap-6">
        {status === "failed" && (
          <Banner tone="danger" role="alert" title="The import could not go on">
            {failure}. What is in stays in. {!filesErased && <GoesOn row={row} />}
          </Banner>
        )}
        {status === "stopped" && (
          <Banner tone="warning">
            The import was stopped. What is in stays in. {!filesErased && <GoesOn row={row} />}
          </Banner>
        )}
        {filesErased && hasMore && (
          <Banner tone="warning">
            A person was erased, who may have been in the file, so it was removed. The import cannot go on:
            upload the file again, without that person.
          </Banner>
        )}
        {status === "done" && <Banner tone="success">The whole file was imported.</Banner>}
        {isOpen && (
          <ProgressBar
            label={
              status === "queued"
                ? "Waits until another import is done"
                : "Importing; you can leave this page"
            }
            done={row.doneBytes}
            total={row.fileBytes}
          />
        )}
        <ImportCounts kind={kind} counts={{ ...row, reasons }} />
        {confirmation && (
          <p className="text-sm text-muted [overflow-wrap:anywhere]">
            {confirmation.by} confirmed that these people agreed to marketing emails: “{confirmation.words}”
          </p>
        )}
      </CardBody>
      <CardFooter>
        {mayEdit && row.rejected > 0 && row.hasRejected && (
          <a href={`/api/imports/${id}/rejected.csv`} download className={buttonStyle("secondary", "md")}>
            <Download aria-hidden="true" />
            Download the rejected rows
          </a>
        )}
        {row.rejected > 0 && !row.hasRejected && !isOpen && (
          <p className="mr-auto text-sm text-muted">
            {filesErased
              ? "The rejected rows were removed, because a person in them may have been erased."
              : "The rejected rows were kept for a week and are removed now."}
          </p>
        )}
        {mayEdit && isOpen && (
          <Button icon={<Square />} loading={stop.isPending} onClick={() => stop.mutate({ id })}>
            Stop
          </Button>
        )}
        {mayEdit && hasMore && row.hasFile && (
          <Button
            variant="primary"
            icon={<Play />}
            loading={start.isPending}
            onClick={() => start.mutate({ id })}
          >
            Go on
          </Button>
        )}
        {status === "done" && (
          <ButtonLink href="/profiles" variant="primary">
            See the profiles
          </ButtonLink>
        )}
      </CardFooter>
    </Card>
  );
}

/** Whether the rest can still be taken in, and until when. */
function GoesOn({ row }: { row: Import }) {
  if (!row.hasFile) return "The file is not on this server any more, so it cannot go on. Upload it again.";
  return (
    <>
      It can go on where it was until {formatDateTime(row.filesUntil, readerZone())}; then its file is
      removed.
    </>
  );
}
