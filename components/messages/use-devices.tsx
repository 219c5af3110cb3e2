"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";

/** The two screens that a message is looked at for, as a choice of how wide it is drawn. */
export function useDevices() {
  const t = useTranslations("messages.devices");
  return {
    label: t("width"),
    options: [
      { value: "desktop", label: t("desktop"), icon: <Monitor /> },
      { value: "phone", label: t("phone"), icon: <Smartphone /> },
    ],
  } as const;
}
