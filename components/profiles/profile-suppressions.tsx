"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import type { Profile } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { wordReason } from "#workflows/reasons.ts";

type Suppression = Profile["suppressed"][number];

/** The addresses of a person that must not be written to, with why and since when; editors may allow them again. */
export function ProfileSuppressions({ profile }: { profile: Profile }) {
  const t = useTranslations("profiles.suppressed");
  const channelName = useTranslations("messages.channels");
  const { formatDateTime } = useTimeFormat();
  const say = useSay();
  const mayEdit = useMay("editor");
  const [asking, setAsking] = useState<Suppression | null>(null);
  if (profile.suppressed.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-col gap-3 text-sm">
      {profile.suppressed.map((entry) => (
        <li key={entry.channel} className="flex flex-col items-start gap-1.5 [overflow-wrap:anywhere]">
          <p className="text-danger">
            {t("what", {
              channel: channelName(entry.channel),
              reason: say(wordReason(entry.reason)),
            })}
          </p>
          <p className="text-muted">
            {t.rich("since", {
              moment: () => (
                <time dateTime={new Date(entry.at).toISOString()}>
                  {formatDateTime(entry.at, readerZone())}
                </time>
              ),
            })}
          </p>
          {mayEdit && (
            <Button
              size="sm"
              aria-label={t("allowChannel", { channel: channelName(entry.channel) })}
              onClick={() => setAsking(entry)}
            >
              {t("allow")}
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
  const t = useTranslations("profiles.suppressed");
  const tUi = useTranslations("ui.common");
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
        toast(t("allowed"), {
          duration: UNDO_MS,
          action: { label: tUi("undo"), onClick: () => restore.mutate(place) },
        }),
      onSettled: reload,
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={isRefusal ? t("refusal") : t("failure")}
      tone={isRefusal ? "danger" : "neutral"}
      confirmLabel={t("allow")}
      onConfirm={() => allow.mutateAsync(place)}
    >
      {isRefusal && <Banner tone="warning">{t("warning")}</Banner>}
    </ConfirmDialog>
  );
}
