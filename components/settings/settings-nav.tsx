"use client";

import {
  AppWindow,
  Bell,
  Braces,
  Database,
  Info,
  KeyRound,
  Megaphone,
  Send,
  Store,
  Users,
  Webhook,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { TabLinks } from "#components/ui/tabs.tsx";

const TABS = [
  { value: "/settings", label: "Shop", icon: <Store /> },
  { value: "/settings/sending", label: "Sending", icon: <Send /> },
  { value: "/settings/web-push", label: "Web push", icon: <Bell /> },
  { value: "/settings/site", label: "Your site", icon: <AppWindow /> },
  { value: "/settings/api-keys", label: "API keys", icon: <KeyRound /> },
  { value: "/settings/api", label: "API reference", icon: <Braces /> },
  { value: "/settings/hooks", label: "Incoming hooks", icon: <Webhook /> },
  { value: "/settings/outgoing-hooks", label: "Webhooks out", icon: <Megaphone /> },
  { value: "/settings/people", label: "People", icon: <Users /> },
  { value: "/settings/data", label: "Your data", icon: <Database /> },
  { value: "/settings/about", label: "About", icon: <Info /> },
];

/** The pages of the settings. On a phone not all fit, so the current one is brought into sight. */
export function SettingsNav() {
  const pathname = usePathname();
  const current = TABS.find(({ value }) => pathname.startsWith(`${value}/`) && value !== "/settings");
  const page = current?.value ?? pathname;
  const row = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const tab = row.current?.querySelector(`[href="${page}"]`);
    tab?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [page]);

  return (
    <div ref={row}>
      <TabLinks tabs={TABS} label="Settings" current={page} />
    </div>
  );
}
