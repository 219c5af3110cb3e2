"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { People } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast } from "#components/ui/toast.ts";

/** Invitations that nobody has accepted yet. */
export function InvitationRows({ invitations }: { invitations: People["invitations"] }) {
  const t = useTranslations("settings");
  const api = useApi();
  const now = useNow();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    api.people.revokeInvitation.mutationOptions({
      onSuccess: () => {
        toast.success(t("people.withdrawn"));
        return queryClient.invalidateQueries(api.people.list.queryFilter());
      },
      onError: showError,
    }),
  );
  return (
    <ul aria-label={t("people.open")} className="divide-y divide-line">
      {invitations.map((invitation) => (
        <li key={invitation.id} className="flex items-center justify-between gap-4 px-5 py-3">
          <div className="min-w-0 text-sm">
            <p className="text-[0.9375rem] font-medium">{t(`people.${invitation.role}.label`)}</p>
            <p className="text-muted">
              {t.rich("people.made", {
                made: () => <TimeAgo at={invitation.createdAt} now={now} />,
                expires: () => <TimeAgo at={invitation.expiresAt} now={now} />,
              })}
            </p>
          </div>
          <Button
            size="sm"
            loading={revoke.isPending && revoke.variables.id === invitation.id}
            onClick={() => revoke.mutate({ id: invitation.id })}
          >
            {t("people.withdraw")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
