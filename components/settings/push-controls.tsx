"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { findSubscription, subscribeBrowser } from "./push-browser.ts";
import type { PushBrowser } from "./use-push-browser.ts";

type Props = {
  browser: PushBrowser;
  /** The server's key, as URL-safe base64. */
  publicKey: string;
  /** How many browsers of this person the server knows. */
  subscriptions: number;
};

/** Subscribes and unsubscribes this browser, and sends a test notification. */
export function PushControls({ browser, publicKey, subscriptions }: Props) {
  const t = useTranslations("settings");
  const { pending, problem, subscribe, unsubscribe } = usePushActions(browser, publicKey);
  const isSubscribed = browser.endpoint !== null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {isSubscribed ? (
          <>
            <Badge tone="success" dot className="mr-1">
              {t("push.subscribed")}
            </Badge>
            <Button icon={<BellOff />} loading={pending} onClick={unsubscribe}>
              {t("push.unsubscribe")}
            </Button>
          </>
        ) : (
          <Button variant="primary" icon={<Bell />} loading={pending} onClick={subscribe}>
            {t("push.subscribe")}
          </Button>
        )}
        {subscriptions > 0 && <TestButton />}
      </div>
      {problem && (
        <Banner tone="danger" role="alert" title={t("push.notSubscribed")}>
          {problem}
        </Banner>
      )}
    </>
  );
}

function usePushActions(browser: PushBrowser, publicKey: string) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const save = useMutation(api.webPush.subscribe.mutationOptions());
  const forget = useMutation(api.webPush.unsubscribe.mutationOptions());
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(action: () => Promise<string | null>) {
    setPending(true);
    setProblem(null);
    try {
      setProblem(await action());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    await browser.refresh();
    await queryClient.invalidateQueries(api.webPush.state.queryFilter());
    setPending(false);
  }

  const subscribe = () =>
    run(async () => {
      const answer = await subscribeBrowser(publicKey);
      if (answer.kind === "failed") return t("push.browserSaid", { answer: answer.text });
      if (answer.kind === "not-allowed") return t("push.notAllowed");
      await save.mutateAsync({ subscription: answer.subscription, userAgent: navigator.userAgent });
      toast.success(t("push.subscribed"));
      return null;
    });

  const unsubscribe = () =>
    run(async () => {
      const subscription = await findSubscription();
      if (subscription) {
        // First at the server: if that fails, the browser still shows as subscribed.
        await forget.mutateAsync({ endpoint: subscription.endpoint });
        await subscription.unsubscribe();
      }
      toast.success(t("push.unsubscribed"));
      return null;
    });

  return { pending, problem, subscribe, unsubscribe };
}

function TestButton() {
  const t = useTranslations("settings");
  const api = useApi();
  const router = useRouter();
  const queryClient = useQueryClient();
  const sendTest = useMutation(
    api.webPush.sendTest.mutationOptions({
      onSuccess: async ({ messageIds }) => {
        const [first] = messageIds;
        toast.success(t("push.testSent"), {
          description: t("push.testSentHelp"),
          action: first !== undefined && {
            label: t("push.look"),
            onClick: () => router.push(`/messages/${first}`),
          },
        });
        await queryClient.invalidateQueries(api.messages.list.pathFilter());
      },
      onError: showError,
    }),
  );
  return (
    <Button loading={sendTest.isPending} onClick={() => sendTest.mutate()}>
      {t("push.sendTest")}
    </Button>
  );
}
