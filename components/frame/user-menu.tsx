"use client";

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  DropdownMenu,
  DropdownMenuChoice,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import { interfaceLanguages } from "#locales/texts.ts";
import { LANGUAGE_NAMES, useInterfaceLanguage } from "./language-choice.ts";
import { useTheme } from "./theme.tsx";

/** The person who is signed in. */
export type FrameUser = { name: string; email: string; role: "owner" | "editor" | "viewer" };

/** Who is signed in, the choices of look and language, and the way out. */
export function UserMenu({ user, onSignOut }: { user: FrameUser; onSignOut: () => void }) {
  const t = useTranslations("frame");
  const { theme, setTheme } = useTheme();
  const { language, setLanguage } = useInterfaceLanguage();
  return (
    <DropdownMenu side="top" align="start" className="w-60" trigger={<Trigger user={user} />}>
      <DropdownMenuLabel>
        <span className="block truncate">{user.email}</span>
      </DropdownMenuLabel>
      <DropdownMenuSeparator />
      <DropdownMenuLabel>{t("theme")}</DropdownMenuLabel>
      <DropdownMenuChoice
        value={theme}
        onValueChange={setTheme}
        options={[
          { value: "light", label: t("light"), icon: <Sun /> },
          { value: "dark", label: t("dark"), icon: <Moon /> },
          { value: "system", label: t("asTheDevice"), icon: <Monitor /> },
        ]}
      />
      <DropdownMenuSeparator />
      <DropdownMenuLabel>{t("language")}</DropdownMenuLabel>
      <DropdownMenuChoice
        value={language}
        onValueChange={setLanguage}
        options={interfaceLanguages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <DropdownMenuSeparator />
      <DropdownMenuItem icon={<LogOut />} onSelect={onSignOut}>
        {t("signOut")}
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

/** Radix hands its own attributes to the trigger, hence the rest. */
function Trigger({ user, ...rest }: { user: FrameUser }) {
  const t = useTranslations("frame.roles");
  return (
    <button
      type="button"
      {...rest}
      className="flex w-full items-center gap-3 rounded-md px-2 py-2 text-left hover:bg-hover data-[state=open]:bg-hover"
    >
      <span
        aria-hidden="true"
        className="flex size-9 shrink-0 items-center justify-center rounded-full border border-ember-line bg-ember-soft text-sm font-semibold text-ember-ink"
      >
        {initials(user.name)}
      </span>
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate text-sm font-medium">{user.name}</span>
        <span className="block text-xs text-muted">{t(user.role)}</span>
      </span>
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
    </button>
  );
}

/** The first letters of the first and last word; characters outside the basic plane stay whole. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}
