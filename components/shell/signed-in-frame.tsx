"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { signOut } from "#components/accounts/account-api.ts";
import { useAlerts } from "#components/alerts/use-alerts.ts";
import { useApi } from "#components/api.ts";
import { AppFrame } from "#components/frame/app-frame.tsx";
import { Notices } from "./notices.tsx";
import { usePerson } from "./session.tsx";

/** The frame around every page, with the notices on how this server is set up. */
export function SignedInFrame({ shopName, children }: { shopName: string; children: ReactNode }) {
  const api = useApi();
  const person = usePerson();
  const alerts = useAlerts();
  const settings = useQuery(api.settings.get.queryOptions());
  return (
    <AppFrame
      shopName={settings.data?.shopName ?? shopName}
      user={person}
      banners={settings.data && <Notices settings={settings.data} />}
      openAlerts={alerts.data?.length}
      onSignOut={() => void signOut()}
    >
      {children}
    </AppFrame>
  );
}
