"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useState } from "react";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { cn } from "#components/ui/cn.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import { wordBytes } from "./import-words.ts";
import type { ImportKind } from "./outputs.ts";
import { useUpload } from "./use-upload.ts";

/** Chooses a file and sends it. */
export function NewImport() {
  const t = useTranslations("imports");
  const tUi = useTranslations("ui.common");
  const mayEdit = useMay("editor");
  const { state, send, goOn, cancel } = useUpload();
  const [kind, setKind] = useState<ImportKind>("profiles");
  const [file, setFile] = useState<File | null>(null);
  const isBusy = state.kind === "sending" || state.kind === "reading";
  const isBroken = isBusy && state.isBroken;
  const canGoOn = state.kind === "failed" && state.canGoOn;
  const leaveDialog = useLeaveGuard(isBusy || canGoOn, {
    title: t("new.leave"),
    description: t("new.leaveHint"),
  });
  return (
    <>
      <PageHeader
        back={{ href: "/imports", label: t("page.back") }}
        title={t("new.title")}
        description={t("new.description")}
      />
      <NeedsRole atLeast="editor" what={t("page.needsRole")} />
      {mayEdit && (
        <Card className="max-w-2xl">
          <CardBody className="flex flex-col gap-6">
            <fieldset disabled={isBusy || canGoOn} className="flex flex-col gap-2">
              <legend className="mb-1.5 text-sm font-medium">{t("new.what")}</legend>
              <Choice
                name="kind"
                checked={kind === "profiles"}
                onChoose={() => setKind("profiles")}
                label={t("new.customers")}
                help={t("new.customersHint")}
              />
              <Choice
                name="kind"
                checked={kind === "events"}
                onChoose={() => setKind("events")}
                label={t("new.events")}
                help={t("new.eventsHint")}
              />
            </fieldset>
            <FileChoice file={file} onChoose={setFile} disabled={isBusy || canGoOn} />
            {state.kind === "failed" && (
              <Banner tone="danger" role="alert" title={t("new.failed")}>
                {state.message}
              </Banner>
            )}
            {isBroken && (
              <Banner tone="warning" role="status" title={t("new.broken")}>
                {t("new.brokenHint")}
              </Banner>
            )}
            {isBusy && file && (
              <ProgressBar
                label={state.kind === "reading" ? t("new.reading") : t("new.sending", { file: file.name })}
                done={state.kind === "sending" ? state.bytes : file.size}
                total={file.size}
              />
            )}
            <div className="flex flex-wrap justify-end gap-2">
              {(isBusy || canGoOn) && <Button onClick={cancel}>{tUi("cancel")}</Button>}
              {isBroken || canGoOn ? (
                <Button variant="primary" onClick={goOn}>
                  {t("new.goOn")}
                </Button>
              ) : (
                <Button
                  variant="primary"
                  disabled={!file}
                  loading={isBusy}
                  onClick={() => file && void send(kind, file)}
                >
                  {t("new.continue")}
                </Button>
              )}
            </div>
          </CardBody>
        </Card>
      )}
      {leaveDialog}
    </>
  );
}

type FileChoiceProps = { file: File | null; onChoose: (file: File) => void; disabled: boolean };

/** A place to drop a file on, which also opens the browser's own choice. */
function FileChoice({ file, onChoose, disabled }: FileChoiceProps) {
  const t = useTranslations("imports.new");
  const id = useId();
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped && !disabled) onChoose(dropped);
  }
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex cursor-pointer flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-8 text-center text-sm hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ember",
        over ? "border-ember bg-ember-soft" : "border-line-strong",
        disabled && "pointer-events-none opacity-60",
      )}
    >
      <FileUp aria-hidden="true" className="size-6 text-ember-ink" />
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        disabled={disabled}
        className="sr-only"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) onChoose(chosen);
        }}
      />
      {file ? (
        <span className="max-w-full [overflow-wrap:anywhere]">
          <span className="font-medium">{file.name}</span>
          <span className="block text-muted">{t("another", { size: wordBytes(file.size) })}</span>
        </span>
      ) : (
        <span>
          <span className="font-medium">{t("choose")}</span>
          <span className="block text-muted">{t("drop")}</span>
        </span>
      )}
    </label>
  );
}
