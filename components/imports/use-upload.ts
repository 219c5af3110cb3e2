"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useApi } from "#components/api.ts";
import type { ImportKind } from "./outputs.ts";
import { sendFile } from "./send-file.ts";

export type UploadState =
  | { kind: "idle" }
  | { kind: "sending"; bytes: number }
  /** All of it is there; the server looks at it. */
  | { kind: "reading" }
  | { kind: "failed"; message: string };

/** Sends a file and goes on to its page. Leaving the page stops it. */
export function useUpload() {
  const api = useApi();
  const router = useRouter();
  const begin = useMutation(api.imports.begin.mutationOptions());
  const finish = useMutation(api.imports.finish.mutationOptions());
  const cancelUpload = useMutation(api.imports.cancel.mutationOptions());
  const [state, setState] = useState<UploadState>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function send(kind: ImportKind, file: File) {
    const abort = new AbortController();
    running.current = abort;
    setState({ kind: "sending", bytes: 0 });
    let uploadId: string | null = null;
    try {
      const begun = await begin.mutateAsync({ bytes: file.size });
      ({ uploadId } = begun);
      const onProgress = (bytes: number) => setState({ kind: "sending", bytes });
      await sendFile(file, { ...begun, signal: abort.signal, onProgress });
      setState({ kind: "reading" });
      const { id } = await finish.mutateAsync({ uploadId, kind, fileName: file.name, bytes: file.size });
      router.push(`/imports/${id}`);
    } catch (error) {
      if (uploadId !== null) cancelUpload.mutate({ uploadId });
      if (abort.signal.aborted) setState({ kind: "idle" });
      else setState({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }

  return { state, send, cancel: () => running.current?.abort() };
}
