"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { CHANNEL_WORDS } from "#components/messages/message-words.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { toast } from "#components/ui/toast.ts";
import { wordReason } from "#workflows/reasons.ts";

type Suppression = Profile["suppressed"][number];

const UNDO_MS = 10_000;

/** The addresses of a person that must not be written to, with why and since when; editors may allow them again. */
export function ProfileSuppressions({ profile }: { profile: Profile }) {
  const mayEdit = useMay("editor");
  const [asking, setAsking] = useState<Suppression | null>(null);
  if (profile.suppressed.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-col gap-3 text-sm">
      {profile.suppressed.map((entry) => (
        <li key={entry.channel} className="flex flex-col items-start gap-1.5 [overflow-wrap:anywhere]">
          <p className="text-danger">
            {CHANNEL_WORDS[entry.channel].label} must not be sent: {wordReason(entry.reason)}
          </p>
          <p className="text-muted">
            Since{" "}
            <time dateTime={new Date(entry.at).toISOString()}>{formatDateTime(entry.at, readerZone())}</time>
          </p>
          {mayEdit && (
            <Button
              size="sm"
              aria-label={`Allow again: ${CHANNEL_WORDS[entry.channel].label}`}
              onClick={() => setAsking(entry)}
            >
              Allow again
            </Button>
          )}
        </li>
      ))}
      {asking && <AllowDialog profile={profile} entry={asking} onClose={() => setAsking(null)} />}
    </ul>
  );
}

type DialogProps = { profile: Profile; entry: Suppression; onClose: () => void };

function AllowDialog({ profile: { id }, entry: { channel, isRefusal }, onClose }: DialogProps) {
  const api = useApi();
  const queries = useQueryClient();
  const reload = () =>
    Promise.all([
      queries.invalidateQueries(api.profiles.get.queryFilter({ id })),
      queries.invalidateQueries(api.profiles.timeline.infiniteQueryFilter({ id })),
      queries.invalidateQueries(api.profiles.consentLog.queryFilter({ id })),
    ]);
  const restore = useMutation(
    api.profiles.holdBackAgain.mutationOptions({ onError: showError, onSettled: reload }),
  );
  // The channels of suppressions are those that have an address.
  const place = { id, channel: channel as "email" | "sms" | "whatsapp" };
  const allow = useMutation(
    api.profiles.allowAgain.mutationOptions({
      onSuccess: () =>
        toast("The address may be written to again", {
          duration: UNDO_MS,
          action: { label: "Undo", onClick: () => restore.mutate(place) },
        }),
      onSettled: reload,
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Allow this address again?"
      description={
        isRefusal
          ? "It stays unsubscribed from everything until the person agrees anew. Messages that they need, such as a receipt, can be sent."
          : "Messages go there again, as far as the person has agreed to them. If they come back again, the address is held back again."
      }
      tone={isRefusal ? "danger" : "neutral"}
      confirmLabel="Allow again"
      onConfirm={() => allow.mutateAsync(place)}
    >
      {isRefusal && (
        <Banner tone="warning">
          The person, or whoever keeps the list, wanted no more of your messages. Writing to them against
          their will can be unlawful, and gets your other messages sorted out as spam. Go on only if they have
          asked you to.
        </Banner>
      )}
    </ConfirmDialog>
  );
}
