"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { type Role, useMay } from "./session.tsx";

/**
 * Explains to somebody with a lower role why the controls below cannot be used; nothing for everybody else. `what` goes
 * on after "Only owners can".
 */
export function NeedsRole({ atLeast, what }: { atLeast: Role; what: string }) {
  const t = useTranslations("shell");
  if (useMay(atLeast)) return null;
  return (
    <Banner tone="neutral" icon={<Lock />} className="mb-5">
      {t(`needsRole.${atLeast}`, { what })}
    </Banner>
  );
}
