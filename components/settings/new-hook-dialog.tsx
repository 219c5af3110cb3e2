"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { HookExample } from "./hook-address.tsx";
import { HookFields, hookErrors, newHookDraft } from "./hook-fields.tsx";

const EVENT_NAME_MAX_CHARS = 200;

/** Makes a hook and shows where to send to. */
export function NewHookDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const formId = useId();
  const now = useNow();
  const [draft, setDraft] = useState(newHookDraft);
  const [eventName, setEventName] = useState("");
  const [submitted, setSubmitted] = useState(false);
  const errors = hookErrors(draft);
  const create = useMutation(
    api.hooks.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.hooks.list.queryFilter()),
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(errors).length > 0 || create.isPending) return;
    create.mutate({ ...draft, eventName: eventName.trim() || undefined });
  }

  if (create.data) {
    const { eventName, address } = create.data;
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="md"
        title="Your new hook"
        description="Keep its address to yourself: whoever knows it can record events."
        footer={
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <HookExample address={address} hook={{ ...draft, eventName, createdAt: now, lastReceivedAt: null }} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Create hook"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            Create hook
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <HookFields draft={draft} errors={submitted ? errors : {}} onChange={setDraft} />
        <Field label="Event name" optional help="What workflows listen for. It cannot be changed later.">
          <Input
            value={eventName}
            maxLength={EVENT_NAME_MAX_CHARS}
            placeholder={`Webhook: ${draft.name.trim() || "Review app"}`}
            autoComplete="off"
            onChange={(event) => setEventName(event.target.value)}
          />
        </Field>
        {create.error && (
          <Banner tone="danger" role="alert">
            {create.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
