"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Sender } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { senderProblems } from "./sender-draft.ts";
import { useSendingChanged } from "./use-sending-changed.ts";

/** Adds a sender (null) or changes one. */
export function SenderDialog({ sender, onClose }: { sender: Sender | null; onClose: () => void }) {
  const api = useApi();
  const formId = useId();
  const sendingChanged = useSendingChanged();
  const [draft, setDraft] = useState({
    name: sender?.name ?? "",
    address: sender?.address ?? "",
    replyTo: sender?.replyTo ?? "",
  });
  const [checked, setChecked] = useState(false);
  const problems = checked ? senderProblems(draft) : {};
  const save = useMutation(
    api.senders.saveIdentity.mutationOptions({
      onSuccess: async () => {
        toast.success("The sender is saved");
        await sendingChanged();
        onClose();
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(senderProblems(draft)).length === 0 && !save.isPending)
      save.mutate({ id: sender?.id ?? null, ...draft });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={sender ? "Edit sender" : "Add sender"}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={save.isPending}>
            Save sender
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field label="Name" help="What customers see in their inbox." error={problems.name} required>
          <Input
            value={draft.name}
            placeholder="Lantern Lane"
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </Field>
        <Field
          label="Address"
          help="One that your mail server or service lets you send from."
          error={problems.address}
          required
        >
          <Input
            type="email"
            value={draft.address}
            placeholder="hello@example.com"
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, address: event.target.value })}
          />
        </Field>
        <Field label="Answers go to" help="Empty: to the address above." error={problems.replyTo} optional>
          <Input
            type="email"
            value={draft.replyTo}
            placeholder="care@example.com"
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, replyTo: event.target.value })}
          />
        </Field>
        {save.error && (
          <Banner tone="danger" role="alert">
            {save.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
