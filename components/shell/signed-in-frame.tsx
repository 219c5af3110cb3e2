"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useApi } from "#components/api.ts";
import { AppFrame } from "#components/frame/app-frame.tsx";
import { toast } from "#components/ui/toaster.tsx";
import { Notices } from "./notices.tsx";
import { usePerson } from "./session.tsx";

/** The frame around every page, with the notices on how this server is set up. */
export function SignedInFrame({ shopName, children }: { shopName: string; children: ReactNode }) {
  const api = useApi();
  const person = usePerson();
  const settings = useQuery(api.settings.get.queryOptions());
  return (
    <AppFrame
      shopName={settings.data?.shopName ?? shopName}
      user={person}
      banners={settings.data && <Notices settings={settings.data} />}
      onSignOut={() => void signOut()}
    >
      {children}
    </AppFrame>
  );
}

async function signOut() {
  const answer = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  }).catch(() => null);
  if (!answer?.ok) {
    toast.error("Signing out did not work", { description: "Check your connection and try again." });
    return;
  }
  // A full load, so that nothing of this person stays in the browser's memory.
  window.location.assign("/sign-in");
}
