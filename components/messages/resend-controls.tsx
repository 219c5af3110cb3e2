"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import type { Message } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { ResendDialog } from "./resend-dialog.tsx";
import { mayBeResent } from "./resend-words.ts";

/** Opens the question whether to send a message again, for who may. */
export function ResendButton({ message }: { message: Message }) {
  const t = useTranslations("messages.resend");
  const [asking, setAsking] = useState(false);
  const mayEdit = useMay("editor");
  if (!mayEdit || !mayBeResent(message)) return null;
  return (
    <>
      <Button icon={<RotateCw />} onClick={() => setAsking(true)}>
        {t("again")}
      </Button>
      {asking && <ResendDialog message={message} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Stops a message that is sent again and waits. */
export function StopResend({ message: { id } }: { message: Message }) {
  const t = useTranslations("messages.resend");
  const api = useApi();
  const queries = useQueryClient();
  const mayEdit = useMay("editor");
  const stop = useMutation(
    api.messages.stopResend.mutationOptions({
      onError: (error) => toast.error(error.message),
      onSettled: () => queries.invalidateQueries(api.messages.pathFilter()),
    }),
  );
  if (!mayEdit) return null;
  return (
    <Button size="sm" icon={<Square />} loading={stop.isPending} onClick={() => stop.mutate({ id })}>
      {t("stop")}
    </Button>
  );
}
