"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { BrowserStateNote } from "./browser-state-note.tsx";
import { PushControls } from "./push-controls.tsx";
import { usePushBrowser } from "./use-push-browser.ts";

/** Subscribes the browser one sits at, to see what customers get. */
export function WebPushPage() {
  const api = useApi();
  const state = useQuery(api.webPush.state.queryOptions());
  const browser = usePushBrowser();
  const { readiness } = browser;
  return (
    <Card>
      <CardHeader
        title="Notifications in this browser"
        description="Subscribe it to get a real notification, just as your customers do. Your profile is the one with your own email address."
      />
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
                {wordSubscriptions(subscriptions)}
              </p>
            </>
          )}
        </Loaded>
      </CardBody>
    </Card>
  );
}

function wordSubscriptions(count: number): string {
  if (count === 0) return "None of your browsers is subscribed.";
  return count === 1 ? "1 of your browsers is subscribed." : `${count} of your browsers are subscribed.`;
}
