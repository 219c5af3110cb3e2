"use client";

import { Bell, Info, KeyRound, Send, Store, Users, Webhook } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { TabLinks } from "#components/ui/tabs.tsx";

const TABS = [
  { value: "/settings", label: "Shop", icon: <Store /> },
  { value: "/settings/sending", label: "Sending", icon: <Send /> },
  { value: "/settings/web-push", label: "Web push", icon: <Bell /> },
  { value: "/settings/api-keys", label: "API keys", icon: <KeyRound /> },
  { value: "/settings/hooks", label: "Incoming hooks", icon: <Webhook /> },
  { value: "/settings/people", label: "People", icon: <Users /> },
  { value: "/settings/about", label: "About", icon: <Info /> },
];

/** The pages of the settings. On a phone not all fit, so the current one is brought into sight. */
export function SettingsNav() {
  const pathname = usePathname();
  const row = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const current = row.current?.querySelector(`[href="${pathname}"]`);
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);

  return (
    <div ref={row}>
      <TabLinks tabs={TABS} label="Settings" current={pathname} />
    </div>
  );
}
