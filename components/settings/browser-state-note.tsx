import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import type { Readiness } from "./push-browser.ts";

/** Why this browser cannot be subscribed, and what can be done. */
export function BrowserStateNote({ readiness }: { readiness: Exclude<Readiness, "ready" | "checking"> }) {
  const t = useTranslations("settings");
  return (
    <Banner tone="warning" title={t(`push.state.${readiness}.title`)}>
      {t(`push.state.${readiness}.text`)}
    </Banner>
  );
}
