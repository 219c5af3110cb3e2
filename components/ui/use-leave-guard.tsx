"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { holdWork } from "#components/unsaved-work.ts";
import { holdLeaving } from "./leaving.ts";

/**
 * Asks before what was entered is lost, or what goes on here is broken off: closing the window through the browser,
 * following a link or a command in a dialog, which it answers with to be drawn.
 */
export function useLeaveGuard(isAsking: boolean, ask?: { title: string; description: string }): ReactNode {
  const t = useTranslations("ui.leaving");
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    if (!isAsking) return;
    const owner = {};
    const hold = (event: MouseEvent) => {
      const href = leadsAway(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    const stopHolding = holdLeaving((href) => {
      if (new URL(href, window.location.href).pathname === window.location.pathname) return false;
      setTarget(href);
      return true;
    });
    holdWork(owner, true);
    // Before the router sees it.
    window.addEventListener("click", hold, { capture: true });
    return () => {
      stopHolding();
      holdWork(owner, false);
      window.removeEventListener("click", hold, { capture: true });
    };
  }, [isAsking]);

  if (target === null) return null;
  return (
    <ConfirmDialog
      open
      onOpenChange={() => setTarget(null)}
      title={ask?.title ?? t("title")}
      description={ask?.description ?? t("description")}
      cancelLabel={t("stay")}
      confirmLabel={t("leave")}
      tone="danger"
      onConfirm={() => router.push(target)}
    />
  );
}

/** Where a click in this window leads to, when that is another page of the app. */
function leadsAway(event: MouseEvent): string | null {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!isPlain || !link || link.target === "_blank" || link.origin !== window.location.origin) return null;
  return link.pathname === window.location.pathname ? null : link.pathname + link.search + link.hash;
}
