"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";

const TEST_PERSON = "rekindle-test";
const TEST_EVENT = { userId: TEST_PERSON, event: "Test Event", properties: { from: "The Connect page" } };

/** Sends one event with a key through the very door that programs use. */
export function TestEvent({ apiKey }: { apiKey: string }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const mayEdit = useMay("editor");
  const send = useMutation({
    mutationFn: () => sendTestEvent(apiKey),
    onSuccess: async () => {
      toast.success("The test event has arrived");
      await queryClient.invalidateQueries(api.connect.pathFilter());
    },
    onError: showError,
  });
  if (!mayEdit) return null;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button loading={send.isPending} onClick={() => send.mutate()}>
        Send a test event
      </Button>
      <p className="text-muted">
        It is about a made-up customer, “{TEST_PERSON}”, whom you can erase afterwards.
      </p>
    </div>
  );
}

/** Throws with the door's own words when it refuses. */
async function sendTestEvent(apiKey: string): Promise<void> {
  const response = await fetch("/v1/track", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(TEST_EVENT),
  });
  if (response.ok) return;
  const answer = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  throw new Error(answer?.error?.message ?? "The server did not take the event");
}
