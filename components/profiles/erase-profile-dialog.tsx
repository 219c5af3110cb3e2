"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { profileName } from "./profile-name.ts";

/** Asks for the person's name before erasing them, since nothing brings them back. */
export function EraseProfileDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const api = useApi();
  const router = useRouter();
  const queryClient = useQueryClient();
  const formId = useId();
  const [typed, setTyped] = useState("");
  const asked = profile.email ?? profileName(profile);
  const matches = typed.trim().toLowerCase() === asked.toLowerCase();
  const erase = useMutation(
    api.profiles.erase.mutationOptions({
      onSuccess: async () => {
        toast.success(`${profileName(profile)} was erased`);
        router.push("/profiles");
        await queryClient.invalidateQueries(api.profiles.list.pathFilter());
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (matches) erase.mutate({ id: profile.id });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Erase this person"
      description="Their profile, events, carts, messages and history are deleted for good, and they leave every workflow. This cannot be undone."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            disabled={!matches}
            loading={erase.isPending || erase.isSuccess}
          >
            Erase for good
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <p className="mb-4 text-sm text-muted">
          If they had unsubscribed, or their address must not be written to, a scrambled mark of the address
          stays. It tells nobody who they were, and keeps them from being sent offers should the address come
          in again. Backups made before still hold them until you remove those. Files of imports that wait to
          begin or were stopped, and rejected rows, are removed too, as the person may be in them.
        </p>
        <Field
          label={
            <>
              Type <span className="rounded-sm bg-sunken px-1 font-mono">{asked}</span> to confirm
            </>
          }
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
        </Field>
        {erase.error && (
          <Banner tone="danger" role="alert" className="mt-4">
            {erase.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
