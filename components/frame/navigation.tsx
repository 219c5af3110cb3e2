"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { pages } from "./pages.ts";

/** The pages of the app, with the current one marked. `onNavigate` lets a slide-over close itself. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations("frame.navigation");
  const pathname = usePathname();
  return (
    <nav aria-label={t("label")}>
      <ul className="flex flex-col gap-0.5">
        {pages.map(({ href, name, Icon }) => {
          const current = isWithin(pathname, href);
          return (
            <li key={href}>
              <Link
                href={href}
                onClick={onNavigate}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "group relative flex h-control items-center gap-3 rounded-md px-3 text-sm font-medium hover:text-ink",
                  current ? "bg-raised text-ink shadow-card dark:bg-hover" : "text-muted hover:bg-hover",
                )}
              >
                {current && (
                  <span
                    aria-hidden="true"
                    className="absolute inset-y-2.5 -left-px w-0.75 rounded-full bg-ember"
                  />
                )}
                <Icon aria-hidden="true" className={cn("size-4.5", current && "text-ember-ink")} />
                {t(name)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function isWithin(pathname: string, href: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
