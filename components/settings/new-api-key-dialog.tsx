"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { TrackExample } from "./track-example.tsx";

const NAME_MAX_CHARS = 100;

/** Makes a key and shows it the one time that it can be seen. */
export function NewApiKeyDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const formId = useId();
  const [name, setName] = useState("");
  const [missing, setMissing] = useState(false);
  const create = useMutation(
    api.apiKeys.create.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(api.apiKeys.list.queryFilter());
        await queryClient.invalidateQueries(api.overview.get.queryFilter());
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setMissing(name.trim() === "");
    if (name.trim() !== "" && !create.isPending) create.mutate({ name: name.trim() });
  }

  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="md"
        title="Your new API key"
        description="Copy it now. It is stored in a form that nobody can read back, so it is not shown again."
        footer={
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        }
      >
        <SecretOnce label="API key" value={create.data.key} />
        <div className="mt-5">
          <TrackExample apiKey={create.data.key} />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Create API key"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            Create key
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field
          label="Name"
          help="What will use it, so that you know it again."
          error={missing ? "Give the key a name" : undefined}
          required
        >
          <Input
            value={name}
            maxLength={NAME_MAX_CHARS}
            placeholder="Web shop"
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {create.error && (
          <Banner tone="danger" role="alert" className="mt-4">
            {create.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
