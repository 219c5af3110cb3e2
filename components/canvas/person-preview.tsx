"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { MissingValues } from "#components/messages/missing-values.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { useRested } from "#components/ui/use-rested.ts";
import type { PreviewedMessage, ProfileSummary } from "#components/workflows/outputs.ts";
import { MessagePreview } from "./simulation/message-preview.tsx";
import { ProfilePicker } from "./simulation/profile-picker.tsx";

type Props<Content> = {
  /** Tells this preview from others. */
  queryKey: readonly unknown[];
  /** What is shown, as `load` gets it once it has rested. */
  content: Content;
  /** Nothing of it has to be mended before it can be shown. */
  whole: boolean;
  load(content: Content, profileId: number): Promise<PreviewedMessage>;
};

/** What one person would get, or why they would get nothing. */
export function PersonPreview<Content>({ whole, ...shown }: Props<Content>) {
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
          {whole && profile && <Shown key={profile.id} {...shown} profileId={profile.id} />}
        </>
      )}
    </section>
  );
}

function Shown<Content>({
  queryKey,
  content,
  load,
  profileId,
}: Omit<Props<Content>, "whole"> & { profileId: number }) {
  const asked = useRested(content);
  const preview = useQuery({
    queryKey: [...queryKey, profileId, asked],
    queryFn: () => load(asked, profileId),
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
  const { message, missing, notes, at, zone } = preview.data;
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      {!message && (
        <Banner tone="warning" title="They would not get it">
          {notes.join(". ") || "Nothing would be sent to them."}
        </Banner>
      )}
      {message && notes.length > 0 && at !== null && (
        <Banner tone="info" title={`If you sent it now, they would get it on ${formatDateTime(at, zone)}`}>
          {notes.join(". ")}
        </Banner>
      )}
      {message && <MessagePreview message={message} />}
      {missing.length > 0 && <MissingValues missing={missing} />}
    </div>
  );
}
