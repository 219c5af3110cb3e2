"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { BOUNCE_WORDS } from "./bounce-words.ts";

type Signing = "sendgrid" | "mailgun" | "resend";

/** By what a service signs its reports: from when it is entered on, reports without the signature are refused. */
export function BounceKeyForm({ service, hasKey }: { service: Signing; hasKey: boolean }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [key, setKey] = useState("");
  const [checked, setChecked] = useState(false);
  const save = useMutation(
    api.bounces.saveKey.mutationOptions({
      onSuccess: async (_, { key: saved }) => {
        toast.success(saved === null ? "Signatures are not checked any more" : "Signatures are checked");
        setKey("");
        setChecked(false);
        await queryClient.invalidateQueries(api.bounces.get.queryFilter());
      },
    }),
  );
  const words = BOUNCE_WORDS[service].key;
  const isEmpty = key.trim() === "";

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (!isEmpty && !save.isPending) save.mutate({ service, key });
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-3">
      <Field
        label={words?.label ?? ""}
        help={
          hasKey
            ? "One is entered, and reports without its signature are refused. Enter another to change it."
            : words?.help
        }
        error={checked && isEmpty ? "Enter it first" : undefined}
      >
        <Input
          value={key}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => setKey(event.target.value)}
        />
      </Field>
      {save.error && (
        <Banner tone="danger" role="alert">
          {save.error.message}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" loading={save.isPending}>
          {hasKey ? "Change" : "Check signatures"}
        </Button>
        {hasKey && (
          <ConfirmDialog
            trigger={<Button>Stop checking</Button>}
            title="Stop checking signatures?"
            description="Whoever knows the address can then report emails as come back. The address itself stays secret. You can enter the key again at any time."
            confirmLabel="Stop checking"
            onConfirm={() => save.mutateAsync({ service, key: null })}
          />
        )}
      </div>
    </form>
  );
}
