"use client";

import {
  AppWindow,
  AtSign,
  Bell,
  Braces,
  Database,
  HeartPulse,
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
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "#components/ui/cn.ts";
import { TabLinks } from "#components/ui/tab-links.tsx";
import type { Texts } from "#locales/texts.ts";

type Names = Texts["settings"]["nav"];
type Page = { value: string; key: Exclude<keyof Names, "groups">; icon: ReactNode };

const GROUPS: { key: keyof Names["groups"]; pages: Page[] }[] = [
  {
    key: "shop",
    pages: [
      { value: "/settings", key: "shop", icon: <Store /> },
      { value: "/settings/brand", key: "brand", icon: <Palette /> },
      { value: "/settings/lifecycle", key: "lifecycle", icon: <HeartPulse /> },
      { value: "/settings/people", key: "people", icon: <Users /> },
    ],
  },
  {
    key: "messages",
    pages: [
      { value: "/settings/sending", key: "sending", icon: <Send /> },
      { value: "/settings/domain", key: "domain", icon: <AtSign /> },
      { value: "/settings/topics", key: "topics", icon: <Tags /> },
      { value: "/settings/texting", key: "texting", icon: <MessageSquare /> },
      { value: "/settings/web-push", key: "webPush", icon: <Bell /> },
    ],
  },
  {
    key: "programs",
    pages: [
      { value: "/settings/site", key: "site", icon: <AppWindow /> },
      { value: "/settings/hooks", key: "hooks", icon: <Webhook /> },
      { value: "/settings/outgoing-hooks", key: "outgoingHooks", icon: <Megaphone /> },
      { value: "/settings/api-keys", key: "apiKeys", icon: <KeyRound /> },
      { value: "/settings/secrets", key: "secrets", icon: <LockKeyhole /> },
      { value: "/settings/api", key: "api", icon: <Braces /> },
    ],
  },
  {
    key: "server",
    pages: [
      { value: "/settings/data", key: "data", icon: <Database /> },
      { value: "/settings/about", key: "about", icon: <Info /> },
    ],
  },
];
const PAGES = GROUPS.flatMap(({ pages }) => pages);

/** The pages of the settings: a list beside the page where there is room, else a row above it. */
export function SettingsNav() {
  const t = useTranslations("settings");
  const pathname = usePathname();
  const above = PAGES.find(({ value }) => pathname.startsWith(`${value}/`) && value !== "/settings");
  const current = above?.value ?? pathname;
  return (
    <>
      <Row current={current} />
      <nav aria-label={t("title")} className="sticky top-6 hidden w-48 shrink-0 flex-col gap-5 lg:flex">
        {GROUPS.map(({ key, pages }) => (
          <div key={key} className="flex flex-col gap-0.5">
            <p className="px-2.5 pb-1 text-xs font-medium text-muted">{t(`nav.groups.${key}`)}</p>
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
                {t(`nav.${page.key}`)}
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
  const t = useTranslations("settings");
  const row = useRef<HTMLDivElement>(null);
  const tabs = PAGES.map(({ key, ...page }) => ({ ...page, label: t(`nav.${key}`) }));

  useEffect(() => {
    const tab = row.current?.querySelector(`[href="${current}"]`);
    tab?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);

  return (
    <div ref={row} className="lg:hidden">
      <TabLinks tabs={tabs} label={t("title")} current={current} />
    </div>
  );
}
