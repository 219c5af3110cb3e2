"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { signOut } from "./account-api.ts";

/** Signs out and comes back to the same page. */
export function SignOutHereButton() {
  const t = useTranslations("first-run.account");
  const [pending, setPending] = useState(false);
  async function leave() {
    setPending(true);
    await signOut(window.location.pathname);
  }
  return (
    <Button variant="primary" size="lg" loading={pending} onClick={leave} className="w-full">
      {t("signOut")}
    </Button>
  );
}
