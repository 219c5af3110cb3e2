"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";

const TEST_PERSON = "rekindle-test";
const TEST_EVENT = { userId: TEST_PERSON, event: "Test Event", properties: { from: "The Connect page" } };

/** Sends one event with a key through the very door that programs use. */
export function TestEvent({ apiKey }: { apiKey: string }) {
  const t = useTranslations("connect");
  const api = useApi();
  const queryClient = useQueryClient();
  const mayEdit = useMay("editor");
  const send = useMutation({
    mutationFn: () => sendTestEvent(apiKey, t("test.refused")),
    onSuccess: async () => {
      toast.success(t("test.arrived"));
      await queryClient.invalidateQueries(api.connect.pathFilter());
    },
    onError: showError,
  });
  if (!mayEdit) return null;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button loading={send.isPending} onClick={() => send.mutate()}>
        {t("test.send")}
      </Button>
      <p className="text-muted">{t("test.help", { person: TEST_PERSON })}</p>
    </div>
  );
}

/** Throws with the door's own words when it refuses, or with `refused` when it has none. */
async function sendTestEvent(apiKey: string, refused: string): Promise<void> {
  const response = await fetch("/v1/track", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(TEST_EVENT),
  });
  if (response.ok) return;
  const answer = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  throw new Error(answer?.error?.message ?? refused);
}
