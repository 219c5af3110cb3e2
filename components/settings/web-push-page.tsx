"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { BrowserStateNote } from "./browser-state-note.tsx";
import { PushControls } from "./push-controls.tsx";
import { usePushBrowser } from "./use-push-browser.ts";

/** Subscribes the browser one sits at, to see what customers get. */
export function WebPushPage() {
  const t = useTranslations("settings");
  const api = useApi();
  const state = useQuery(api.webPush.state.queryOptions());
  const browser = usePushBrowser();
  const { readiness } = browser;
  return (
    <Card>
      <CardHeader title={t("push.title")} description={t("push.description")} />
      <CardBody className="flex flex-col gap-5">
        <Loaded query={state} skeleton={<Skeleton className="h-10 w-56" />}>
          {({ publicKey, subscriptions }) => (
            <>
              {readiness === "checking" ? (
                <Skeleton className="h-10 w-56" />
              ) : readiness === "ready" ? (
                <PushControls browser={browser} publicKey={publicKey} subscriptions={subscriptions} />
              ) : (
                <BrowserStateNote readiness={readiness} />
              )}
              <p data-figures className="text-sm text-muted">
                {t("push.count", { count: subscriptions })}
              </p>
            </>
          )}
        </Loaded>
      </CardBody>
    </Card>
  );
}
