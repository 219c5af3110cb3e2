"use client";

import { Menu } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CommandPaletteButton } from "#components/command-palette/command-palette.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { lazyWindow } from "#components/ui/lazy-window.tsx";
import { AlertLink } from "./alert-link.tsx";
import { Logo } from "./logo.tsx";
import type { PhoneMenuProps } from "./phone-menu.tsx";

const PhoneMenu = lazyWindow<PhoneMenuProps>(async () => (await import("./phone-menu.tsx")).PhoneMenu);

type Props = { shopName: string; userMenu: ReactNode; openAlerts: number };

/** The bar on top of narrow screens, whose menu slides in from the left. */
export function PhoneBar({ shopName, userMenu, openAlerts }: Props) {
  const t = useTranslations("frame");
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-sidebar px-2 lg:hidden">
      <PhoneMenu
        shopName={shopName}
        userMenu={userMenu}
        trigger={
          <IconButton label={t("openMenu")} tooltip={false}>
            <Menu />
          </IconButton>
        }
      />
      <Link href="/" className="flex h-11 items-center rounded-md px-1">
        <Logo />
      </Link>
      <span className="ml-auto min-w-0 truncate pr-2 text-sm text-muted">{shopName}</span>
      <CommandPaletteButton />
      <AlertLink count={openAlerts} compact />
    </header>
  );
}
