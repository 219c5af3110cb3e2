"use client";

import { useMutation } from "@tanstack/react-query";
import { Eye, RefreshCw } from "lucide-react";
import { useApi } from "#components/api.ts";
import { useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast } from "#components/ui/toast.ts";
import { SecretOnce } from "./secret-once.tsx";

/** The secret that every call of a “Call webhook” step is signed with: hidden until somebody asks for it. */
export function SigningSecretCard() {
  const api = useApi();
  const now = useNow();
  const reveal = useMutation(api.secrets.revealSigning.mutationOptions());
  const rotate = useMutation(
    api.secrets.rotateSigning.mutationOptions({
      onSuccess: () => toast.success("Calls are signed with the new secret"),
    }),
  );
  const shown = rotate.data ?? reveal.data;
  const failure = reveal.error;
  return (
    <Card>
      <CardHeader
        title="Signature of calls"
        description="Every call of a “Call webhook” step is signed, so that the program it goes to can check that it is from here and nobody has changed it."
      />
      <CardBody className="flex flex-col gap-4">
        {shown && <SecretOnce label="Signing secret" value={shown.secret} />}
        {shown?.oldUntil != null && (
          <Banner tone="info">
            Calls are signed with the secret before it too, until <TimeAgo at={shown.oldUntil} now={now} />.
          </Banner>
        )}
        <p className="text-sm text-muted">
          Give the secret to the program that receives the calls. They are signed after Standard Webhooks, for
          which there are libraries in most languages.
        </p>
        {failure && (
          <Banner tone="danger" role="alert">
            {failure.message}
          </Banner>
        )}
        <div className="flex flex-wrap gap-2">
          {!shown && (
            <Button icon={<Eye />} loading={reveal.isPending} onClick={() => reveal.mutate()}>
              Show secret
            </Button>
          )}
          <ConfirmDialog
            trigger={<Button icon={<RefreshCw />}>Change secret</Button>}
            title="Change the signing secret?"
            description="For 24 hours calls are signed with the old and the new one, so that the programs that check them can change over. Then the old one is worth nothing. This cannot be undone."
            confirmLabel="Change secret"
            onConfirm={() => rotate.mutateAsync()}
          />
        </div>
      </CardBody>
    </Card>
  );
}
