"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Play, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Card, CardBody, CardFooter } from "#components/ui/card.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { ImportCounts } from "./import-counts.tsx";
import type { Import } from "./outputs.ts";

/** An import that has begun: how far it is, what became of its rows, and what can be done about it. */
export function ImportRun({ row }: { row: Import }) {
  const t = useTranslations("imports.run");
  const goesOn = useGoesOn(row);
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
          <Banner tone="danger" role="alert" title={t("failed")}>
            {filesErased
              ? t("failedWhat", { failure: failure ?? "" })
              : t("failedThen", { failure: failure ?? "", outcome: goesOn })}
          </Banner>
        )}
        {status === "stopped" && (
          <Banner tone="warning">
            {filesErased ? t("stoppedWhat") : t("stoppedThen", { outcome: goesOn })}
          </Banner>
        )}
        {filesErased && hasMore && <Banner tone="warning">{t("erased")}</Banner>}
        {status === "done" && <Banner tone="success">{t("done")}</Banner>}
        {isOpen && (
          <ProgressBar
            label={status === "queued" ? t("waits") : t("busy")}
            done={row.doneBytes}
            total={row.fileBytes}
          />
        )}
        <ImportCounts kind={kind} counts={{ ...row, reasons }} />
        {confirmation && (
          <p className="text-sm text-muted [overflow-wrap:anywhere]">
            {t("confirmed", { by: confirmation.by, words: confirmation.words })}
          </p>
        )}
      </CardBody>
      <CardFooter>
        {mayEdit && row.rejected > 0 && row.hasRejected && (
          <a href={`/api/imports/${id}/rejected.csv`} download className={buttonStyle("secondary", "md")}>
            <Download aria-hidden="true" />
            {t("download")}
          </a>
        )}
        {row.rejected > 0 && !row.hasRejected && !isOpen && (
          <p className="mr-auto text-sm text-muted">{filesErased ? t("rejectedErased") : t("rejectedOld")}</p>
        )}
        {mayEdit && isOpen && (
          <Button icon={<Square />} loading={stop.isPending} onClick={() => stop.mutate({ id })}>
            {t("stop")}
          </Button>
        )}
        {mayEdit && hasMore && row.hasFile && (
          <Button
            variant="primary"
            icon={<Play />}
            loading={start.isPending}
            onClick={() => start.mutate({ id })}
          >
            {t("goOn")}
          </Button>
        )}
        {status === "done" && (
          <ButtonLink href="/profiles" variant="primary">
            {t("profiles")}
          </ButtonLink>
        )}
      </CardFooter>
    </Card>
  );
}

/** Whether the rest can still be taken in, and until when. */
function useGoesOn({ hasFile, filesUntil }: Import): string {
  const t = useTranslations("imports.run");
  const { formatDateTime } = useTimeFormat();
  return hasFile ? t("until", { moment: formatDateTime(filesUntil, readerZone()) }) : t("fileGone");
}
