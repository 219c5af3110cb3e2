"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { MessagePreview } from "#components/canvas/simulation/message-preview.tsx";
import { ProfilePicker } from "#components/canvas/simulation/profile-picker.tsx";
import { MissingValues } from "#components/messages/missing-values.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import type { ProfileSummary } from "#components/workflows/outputs.ts";
import type { MessageDraft } from "./one-off-draft.ts";
import { useRested } from "./use-rested.ts";

type Props = {
  oneOffId: number;
  message: MessageDraft;
  /** Nothing of it has to be mended before it can be shown. */
  whole: boolean;
  /** The stored message is shown instead of the one on screen. */
  stored: boolean;
};

/** What one person would get, or why they would get nothing. */
export function PersonPreview({ oneOffId, message, whole, stored }: Props) {
  const headingId = useId();
  const [open, setOpen] = useState(false);
  const [profile, setProfile] = useState<ProfileSummary | null>(null);
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-4 border-t pt-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 id={headingId} className="text-base">
            As one person gets it
          </h3>
          <p className="mt-1 text-sm text-muted">
            With their data and in their language. It also says if they would get nothing, and why.
          </p>
        </div>
        <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Hide" : "Show"}
        </Button>
      </div>
      {open && (
        <>
          <ProfilePicker chosen={profile} onChoose={setProfile} />
          {!whole && <Banner tone="info">Finish the message first; then it can be shown here.</Banner>}
          {whole && profile && (
            <Shown
              key={profile.id}
              oneOffId={oneOffId}
              message={stored ? null : message}
              profileId={profile.id}
            />
          )}
        </>
      )}
    </section>
  );
}

type ShownProps = { oneOffId: number; message: MessageDraft | null; profileId: number };

function Shown({ oneOffId, message, profileId }: ShownProps) {
  const api = useApi();
  const { mutateAsync } = useMutation(api.oneOffs.preview.mutationOptions());
  const asked = useRested(message);
  const preview = useQuery({
    queryKey: [...api.oneOffs.preview.mutationKey(), oneOffId, profileId, asked],
    queryFn: () => mutateAsync({ id: oneOffId, profileId, ...(asked ? { message: asked } : {}) }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (preview.isPending) return <Spinner label="Writing the message" />;
  if (preview.isError) {
    return (
      <ErrorState className="py-4" onRetry={() => void preview.refetch()}>
        {preview.error.message}
      </ErrorState>
    );
  }
  const { message: shown, missing, notes, at, zone } = preview.data;
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      {!shown && (
        <Banner tone="warning" title="They would not get it">
          {notes.join(". ") || "Nothing would be sent to them."}
        </Banner>
      )}
      {shown && notes.length > 0 && at !== null && (
        <Banner tone="info" title={`If you sent it now, they would get it on ${formatDateTime(at, zone)}`}>
          {notes.join(". ")}
        </Banner>
      )}
      {shown && <MessagePreview message={shown} />}
      {missing.length > 0 && <MissingValues missing={missing} />}
    </div>
  );
}
