"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { HookFields, hookErrors } from "./hook-fields.tsx";
import type { Hook } from "./hook-outputs.ts";

/** Renames a hook, or looks for the person elsewhere from now on. */
export function EditHookDialog({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const formId = useId();
  const { id, name, personKind, personPath } = hook;
  const [draft, setDraft] = useState({ name, personKind, personPath });
  const [submitted, setSubmitted] = useState(false);
  const errors = hookErrors(draft);
  const rename = useMutation(api.hooks.rename.mutationOptions());
  const setPerson = useMutation(api.hooks.setPerson.mutationOptions());
  const failure = rename.error ?? setPerson.error;

  async function save() {
    try {
      await rename.mutateAsync({ id, name: draft.name });
      await setPerson.mutateAsync({ id, personKind: draft.personKind, personPath: draft.personPath });
      onClose();
    } catch {
      // Both mutations keep their error, which is shown below.
    } finally {
      await queryClient.invalidateQueries(api.hooks.list.queryFilter());
    }
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(errors).length === 0 && !rename.isPending && !setPerson.isPending) void save();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Edit hook"
      description={`Its events go on being called “${hook.eventName}”.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            loading={rename.isPending || setPerson.isPending}
          >
            Save changes
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <HookFields draft={draft} errors={submitted ? errors : {}} onChange={setDraft} />
        {failure && (
          <Banner tone="danger" role="alert">
            {failure.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
