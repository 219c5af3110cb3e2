"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { newId } from "#components/config-form/new-id.ts";
import { useSay } from "#components/say.tsx";
import type { Message } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { wordEndpoint } from "./message-words.ts";
import { wordBefore, wordRules } from "./resend-words.ts";

/** Asks before a message is sent again: what happened before, and what may happen twice. */
export function ResendDialog({ message, onClose }: { message: Message; onClose(): void }) {
  const t = useTranslations("messages");
  const common = useTranslations("ui.common");
  const say = useSay();
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const { id, channel } = message;
  // One for each opening of the dialog: whatever is pressed twice in it is sent once.
  const [requestId] = useState(() => newId("request"));
  const plan = useQuery(api.messages.resendPlan.queryOptions({ id }, { gcTime: 0, retry: false }));
  const resend = useMutation(
    api.messages.resend.mutationOptions({
      onSuccess: async (made) => {
        await queries.invalidateQueries(api.messages.pathFilter());
        onClose();
        router.push(`/messages/${made.id}`);
      },
    }),
  );
  const refusal = plan.data?.refusal ?? null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !resend.isPending && onClose()}
      title={t("resend.title")}
      description={wordBefore(message, t)}
      footer={
        <>
          <Button onClick={onClose} disabled={resend.isPending}>
            {refusal ? common("close") : common("cancel")}
          </Button>
          {!refusal && (
            <Button
              variant="primary"
              disabled={!plan.data || resend.isSuccess}
              loading={resend.isPending}
              onClick={() => resend.mutate({ id, requestId })}
            >
              {t("resend.again")}
            </Button>
          )}
        </>
      }
    >
      <div aria-live="polite" className="flex flex-col gap-4 text-sm">
        {plan.isPending && <Skeleton className="h-16 w-full" />}
        {plan.error && (
          <Banner
            tone="danger"
            role="alert"
            action={<Button onClick={() => void plan.refetch()}>{common("tryAgain")}</Button>}
          >
            {plan.error.message}
          </Banner>
        )}
        {refusal && (
          <Banner tone="warning" title={t("resend.refused")}>
            {say(refusal)}
          </Banner>
        )}
        {plan.data?.to && (
          <>
            <p className="[overflow-wrap:anywhere]">
              {t.rich("resend.goesTo", {
                endpoint: wordEndpoint(channel, plan.data.to, t),
                to: (chunks) => <span className="font-medium">{chunks}</span>,
              })}
            </p>
            <p className="text-muted">{wordRules(channel, t)}</p>
          </>
        )}
        {plan.data?.held && <Banner tone="warning">{say(plan.data.held)}</Banner>}
        {resend.error && (
          <Banner tone="danger" role="alert">
            {resend.error.message}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}
