"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import type { Role } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { Select } from "#components/ui/select.tsx";
import { ROLE_OPTIONS, ROLE_WORDS, roleOf } from "./role-words.ts";
import { SecretOnce } from "./secret-once.tsx";

/** Makes a link that lets one person in, and shows it the one time that it can be seen. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>("editor");
  const invite = useMutation(
    api.people.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.people.list.queryFilter()),
    }),
  );

  if (invite.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="md"
        title="Send this link"
        description={`Whoever opens it first joins as ${ROLE_WORDS[role].label.toLowerCase()}. It is not shown again.`}
        footer={
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <SecretOnce label="Invitation link" value={invite.data.url} />
        <p className="mt-3 text-sm text-muted">
          It works once, until {formatDateTime(invite.data.expiresAt, readerZone())}.
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite somebody"
      description="You get a link to send to them yourself."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={invite.isPending}
            onClick={() => invite.mutate({ role, origin: window.location.origin })}
          >
            Make the link
          </Button>
        </>
      }
    >
      <Field label="Role" help={ROLE_WORDS[role].may}>
        <Select options={ROLE_OPTIONS} value={role} onValueChange={(value) => setRole(roleOf(value, role))} />
      </Field>
      {invite.error && (
        <Banner tone="danger" role="alert" className="mt-4">
          {invite.error.message}
        </Banner>
      )}
    </Dialog>
  );
}
