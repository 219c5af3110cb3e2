"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useApi } from "#components/api.ts";
import { BROKEN, keepTrying, makePause } from "./keep-trying.ts";
import type { ImportKind } from "./outputs.ts";
import { NotSent, sendFile } from "./send-file.ts";

export type UploadState =
  | { kind: "idle" }
  /** `isBroken`: the connection is gone, and it keeps trying. */
  | { kind: "sending"; bytes: number; isBroken: boolean }
  /** All of it is there; the server looks at it. */
  | { kind: "reading"; isBroken: boolean }
  /** `canGoOn`: the server still has what was sent. */
  | { kind: "failed"; message: string; canGoOn: boolean };

interface Job {
  kind: ImportKind;
  file: File;
  uploadId: string;
  pieceBytes: number;
  signal: AbortSignal;
  waiting: ReturnType<typeof makePause>;
  isSent: boolean;
}

/** Sends a file and goes on to its page. A broken connection holds it up; leaving the page cancels it. */
export function useUpload() {
  const t = useTranslations("imports.new");
  const api = useApi();
  const router = useRouter();
  const begin = useMutation(api.imports.begin.mutationOptions());
  const { mutateAsync: finish } = useMutation(api.imports.finish.mutationOptions());
  const { mutate: cancelUpload } = useMutation(api.imports.cancel.mutationOptions());
  const [state, setState] = useState<UploadState>({ kind: "idle" });
  const job = useRef<Job | null>(null);
  const abort = useRef(new AbortController());

  function drop() {
    abort.current.abort();
    if (job.current) cancelUpload({ uploadId: job.current.uploadId });
    job.current = null;
  }
  const dropAtEnd = useRef(drop);
  dropAtEnd.current = drop;
  useEffect(() => () => dropAtEnd.current(), []);

  async function send(kind: ImportKind, file: File) {
    drop();
    abort.current = new AbortController();
    const { signal } = abort.current;
    setState({ kind: "sending", bytes: 0, isBroken: false });
    try {
      const { uploadId, pieceBytes } = await begin.mutateAsync({ bytes: file.size });
      if (signal.aborted) return cancelUpload({ uploadId });
      const now = { kind, file, uploadId, pieceBytes, signal, isSent: false, waiting: makePause() };
      job.current = now;
      await carryOn(now);
    } catch (error) {
      if (!signal.aborted)
        setState({ kind: "failed", message: wordError(error) || t("notTaken"), canGoOn: false });
    }
  }

  async function carryOn(now: Job) {
    const { kind, file, uploadId, pieceBytes, waiting, signal } = now;
    const patience = { signal, pause: waiting.pause };
    let bytes = 0;
    const show = (isBroken: boolean) => setState({ kind: "sending", bytes, isBroken });
    const onProgress = (sent: number) => {
      bytes = sent;
      show(false);
    };
    try {
      show(false);
      if (!now.isSent)
        await sendFile(file, { ...patience, uploadId, pieceBytes, onProgress, onBroken: () => show(true) });
      now.isSent = true;
      setState({ kind: "reading", isBroken: false });
      const onBroken = () => setState({ kind: "reading", isBroken: true });
      const tell = () => finish({ uploadId, kind, fileName: file.name, bytes: file.size }).catch(orBroken);
      const { id } = await keepTrying(tell, { ...patience, onBroken });
      job.current = null;
      router.push(`/imports/${id}`);
    } catch (error) {
      if (signal.aborted) return;
      const canGoOn = isKept(error);
      if (!canGoOn) drop();
      setState({ kind: "failed", message: wordError(error) || t("notTaken"), canGoOn });
    }
  }

  return {
    state,
    send,
    /** Tries at once, or once more. */
    goOn() {
      if (!job.current) return;
      if (state.kind === "failed") void carryOn(job.current);
      else job.current.waiting.end();
    },
    cancel() {
      drop();
      setState({ kind: "idle" });
    },
  };
}

/** An answer that is not the server's own means that the connection is broken. */
function orBroken(error: unknown): typeof BROKEN {
  if (error instanceof TRPCClientError && !error.data) return BROKEN;
  throw error;
}

/** A full disk can be helped, and a session begun anew; a file that cannot be read stays so. */
function isKept(error: unknown): boolean {
  if (error instanceof NotSent) return error.canGoOn;
  const code = error instanceof TRPCClientError ? (error.data as { code?: string } | null)?.code : undefined;
  return code !== undefined && code !== "BAD_REQUEST" && code !== "NOT_FOUND";
}

function wordError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
