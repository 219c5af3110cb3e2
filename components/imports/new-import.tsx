"use client";

import { FileUp } from "lucide-react";
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

const LEAVING = {
  title: "Leave while the file is being sent?",
  description: "The upload is cancelled, and you would have to send the file again.",
};

/** Chooses a file and sends it. */
export function NewImport() {
  const mayEdit = useMay("editor");
  const { state, send, goOn, cancel } = useUpload();
  const [kind, setKind] = useState<ImportKind>("profiles");
  const [file, setFile] = useState<File | null>(null);
  const isBusy = state.kind === "sending" || state.kind === "reading";
  const isBroken = isBusy && state.isBroken;
  const canGoOn = state.kind === "failed" && state.canGoOn;
  const leaveDialog = useLeaveGuard(isBusy || canGoOn, LEAVING);
  return (
    <>
      <PageHeader
        back={{ href: "/imports", label: "Imports" }}
        title="Import a file"
        description="A CSV file, as other tools export it and spreadsheets save it. Nothing is stored before you have seen what becomes of it."
      />
      <NeedsRole atLeast="editor" what="import files" />
      {mayEdit && (
        <Card className="max-w-2xl">
          <CardBody className="flex flex-col gap-6">
            <fieldset disabled={isBusy || canGoOn} className="flex flex-col gap-2">
              <legend className="mb-1.5 text-sm font-medium">What is in it?</legend>
              <Choice
                name="kind"
                checked={kind === "profiles"}
                onChoose={() => setKind("profiles")}
                label="Customers"
                help="Each row is a person."
              />
              <Choice
                name="kind"
                checked={kind === "events"}
                onChoose={() => setKind("events")}
                label="Events"
                help="Each row is something that a person did, such as an order."
              />
            </fieldset>
            <FileChoice file={file} onChoose={setFile} disabled={isBusy || canGoOn} />
            {state.kind === "failed" && (
              <Banner tone="danger" role="alert" title="The file could not be imported">
                {state.message}
              </Banner>
            )}
            {isBroken && (
              <Banner tone="warning" role="status" title="The connection to the server is broken">
                What was sent is kept. It goes on by itself as soon as the server can be reached again.
              </Banner>
            )}
            {isBusy && file && (
              <ProgressBar
                label={state.kind === "reading" ? "Looking at the file" : `Sending ${file.name}`}
                done={state.kind === "sending" ? state.bytes : file.size}
                total={file.size}
              />
            )}
            <div className="flex flex-wrap justify-end gap-2">
              {(isBusy || canGoOn) && <Button onClick={cancel}>Cancel</Button>}
              {isBroken || canGoOn ? (
                <Button variant="primary" onClick={goOn}>
                  Go on
                </Button>
              ) : (
                <Button
                  variant="primary"
                  disabled={!file}
                  loading={isBusy}
                  onClick={() => file && void send(kind, file)}
                >
                  Continue
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
        "flex cursor-pointer flex-col items-center gap-2 rounded-lg border border-dashed border-line-strong px-4 py-8 text-center text-sm hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ember",
        over && "border-ember bg-ember-soft",
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
          <span className="block text-muted">{wordBytes(file.size)} · press to choose another file</span>
        </span>
      ) : (
        <span>
          <span className="font-medium">Choose a file</span>
          <span className="block text-muted">or drop it here; up to 1 GB</span>
        </span>
      )}
    </label>
  );
}
