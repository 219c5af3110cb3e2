import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CommandPalette } from "#components/command-palette/command-palette.tsx";
import { AlertLink } from "./alert-link.tsx";
import { Logo } from "./logo.tsx";
import { Navigation } from "./navigation.tsx";
import { PhoneBar } from "./phone-bar.tsx";
import { type FrameUser, UserMenu } from "./user-menu.tsx";

type Props = {
  shopName: string;
  user: FrameUser;
  /** Wide banners above every page, such as "sending is switched off". */
  banners?: ReactNode;
  /** How many alerts are open; they stand on the overview. */
  openAlerts?: number;
  onSignOut: () => void;
  children: ReactNode;
};

/**
 * What surrounds every page of a signed-in person. A page stands in a padded column; one that holds a `FullBleed` has
 * all the room beside the navigation and exactly the height of the window.
 */
export function AppFrame({ shopName, user, banners, openAlerts = 0, onSignOut, children }: Props) {
  const t = useTranslations("frame");
  const userMenu = <UserMenu user={user} onSignOut={onSignOut} />;
  return (
    <div className="flex min-h-dvh max-lg:flex-col has-data-full-bleed:h-dvh">
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-ember px-4 py-3 text-sm font-medium text-on-ember focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <aside className="ember-glow sticky top-0 flex h-dvh w-60 shrink-0 flex-col border-r bg-sidebar p-3 max-lg:hidden">
        <Link href="/" className="mb-4 flex flex-col rounded-md px-2 pt-2">
          <Logo />
          <span className="mt-1.5 truncate text-sm text-muted">{shopName}</span>
        </Link>
        <CommandPalette />
        <div className="min-h-0 flex-1 overflow-y-auto p-0.5">
          <Navigation />
        </div>
        <AlertLink count={openAlerts} />
        {userMenu}
      </aside>
      <PhoneBar shopName={shopName} userMenu={userMenu} openAlerts={openAlerts} />
      <div className="flex min-w-0 flex-1 flex-col has-data-full-bleed:min-h-0">
        {banners && <section aria-label={t("notices")}>{banners}</section>}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 has-data-full-bleed:flex has-data-full-bleed:min-h-0 has-data-full-bleed:flex-col has-data-full-bleed:max-w-none has-data-full-bleed:p-0 sm:px-6 lg:px-8 lg:py-8"
        >
          {children}
        </main>
      </div>
    </div>
  );
}

/** Marks a page that takes the whole room, such as the canvas. Its inside scrolls by itself. */
export function FullBleed({ children }: { children: ReactNode }) {
  return (
    <div data-full-bleed className="flex min-h-0 flex-1 flex-col">
      {children}
    </div>
  );
}
