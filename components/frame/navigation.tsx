"use client";

import { BookOpen, House, Megaphone, Plug, Send, Settings, Users, Workflow } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn.ts";

const ITEMS = [
  { href: "/", label: "Overview", Icon: House },
  { href: "/workflows", label: "Workflows", Icon: Workflow },
  { href: "/one-offs", label: "One-off messages", Icon: Megaphone },
  { href: "/profiles", label: "Profiles", Icon: Users },
  { href: "/messages", label: "Messages", Icon: Send },
  { href: "/connect", label: "Connect", Icon: Plug },
  { href: "/recipes", label: "Recipes", Icon: BookOpen },
  { href: "/settings", label: "Settings", Icon: Settings },
];

/** The pages of the app, with the current one marked. `onNavigate` lets a slide-over close itself. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {ITEMS.map(({ href, label, Icon }) => {
          const current = isWithin(pathname, href);
          return (
            <li key={href}>
              <Link
                href={href}
                onClick={onNavigate}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "group relative flex h-control items-center gap-3 rounded-md px-3 text-sm font-medium text-muted hover:bg-hover hover:text-ink",
                  current && "bg-raised text-ink shadow-card hover:bg-raised dark:bg-hover",
                )}
              >
                {current && (
                  <span
                    aria-hidden="true"
                    className="absolute inset-y-2.5 -left-px w-0.75 rounded-full bg-ember"
                  />
                )}
                <Icon aria-hidden="true" className={cn("size-4.5", current && "text-ember-ink")} />
                {label}
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
