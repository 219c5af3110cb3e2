"use client";

import {
  AppWindow,
  AtSign,
  Bell,
  Braces,
  Database,
  Info,
  KeyRound,
  LockKeyhole,
  Megaphone,
  MessageSquare,
  Palette,
  Send,
  Store,
  Tags,
  Users,
  Webhook,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "#components/ui/cn.ts";
import { TabLinks } from "#components/ui/tab-links.tsx";

const GROUPS = [
  {
    label: "Shop",
    pages: [
      { value: "/settings", label: "Shop", icon: <Store /> },
      { value: "/settings/brand", label: "Brand", icon: <Palette /> },
      { value: "/settings/people", label: "People", icon: <Users /> },
    ],
  },
  {
    label: "Messages",
    pages: [
      { value: "/settings/sending", label: "Sending", icon: <Send /> },
      { value: "/settings/domain", label: "Domain", icon: <AtSign /> },
      { value: "/settings/topics", label: "Topics", icon: <Tags /> },
      { value: "/settings/texting", label: "Texts and WhatsApp", icon: <MessageSquare /> },
      { value: "/settings/web-push", label: "Web push", icon: <Bell /> },
    ],
  },
  {
    label: "Programs",
    pages: [
      { value: "/settings/site", label: "Your site", icon: <AppWindow /> },
      { value: "/settings/hooks", label: "Incoming hooks", icon: <Webhook /> },
      { value: "/settings/outgoing-hooks", label: "Webhooks out", icon: <Megaphone /> },
      { value: "/settings/api-keys", label: "API keys", icon: <KeyRound /> },
      { value: "/settings/secrets", label: "Secrets", icon: <LockKeyhole /> },
      { value: "/settings/api", label: "API reference", icon: <Braces /> },
    ],
  },
  {
    label: "Server",
    pages: [
      { value: "/settings/data", label: "Your data", icon: <Database /> },
      { value: "/settings/about", label: "About", icon: <Info /> },
    ],
  },
];
const PAGES = GROUPS.flatMap(({ pages }) => pages);

/** The pages of the settings: a list beside the page where there is room, else a row above it. */
export function SettingsNav() {
  const pathname = usePathname();
  const above = PAGES.find(({ value }) => pathname.startsWith(`${value}/`) && value !== "/settings");
  const current = above?.value ?? pathname;
  return (
    <>
      <Row current={current} />
      <nav aria-label="Settings" className="sticky top-6 hidden w-48 shrink-0 flex-col gap-5 lg:flex">
        {GROUPS.map(({ label, pages }) => (
          <div key={label} className="flex flex-col gap-0.5">
            <p className="px-2.5 pb-1 text-xs font-medium text-muted">{label}</p>
            {pages.map((page) => (
              <Link
                key={page.value}
                href={page.value}
                aria-current={page.value === current ? "page" : undefined}
                className={cn(
                  "flex min-h-control-sm items-center gap-2.5 rounded-sm px-2.5 text-sm text-muted hover:bg-hover hover:text-ink",
                  "aria-[current=page]:bg-ember-soft aria-[current=page]:font-medium aria-[current=page]:text-ink [&_svg]:size-4 [&_svg]:shrink-0",
                )}
              >
                {page.icon}
                {page.label}
              </Link>
            ))}
          </div>
        ))}
      </nav>
    </>
  );
}

/** Not all pages fit into it, so the current one is brought into sight. */
function Row({ current }: { current: string }) {
  const row = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const tab = row.current?.querySelector(`[href="${current}"]`);
    tab?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);

  return (
    <div ref={row} className="lg:hidden">
      <TabLinks tabs={PAGES} label="Settings" current={current} />
    </div>
  );
}
