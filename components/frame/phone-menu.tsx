"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Opened } from "#components/ui/lazy-window.tsx";
import { SCRIM } from "#components/ui/scrim.ts";
import { Navigation } from "./navigation.tsx";

export type PhoneMenuProps = { trigger: ReactNode; shopName: string; userMenu: ReactNode };

/** The pages of the app on a narrow screen. */
export function PhoneMenu({
  shopName,
  userMenu,
  open,
  onOpenChange,
  onCloseAutoFocus,
}: Opened<PhoneMenuProps>) {
  const t = useTranslations("frame");
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={SCRIM} />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
          className="ember-glow fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col border-r bg-sidebar p-3 shadow-dialog outline-none data-[state=closed]:animate-slide-out-left data-[state=open]:animate-slide-in-left"
        >
          <div className="mb-3 flex items-center justify-between pl-2">
            <Dialog.Title className="min-w-0 truncate text-base">{shopName}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={t("closeMenu")} tooltip={false} className="text-muted">
                <X />
              </IconButton>
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">
            <Navigation onNavigate={() => onOpenChange(false)} />
          </div>
          {userMenu}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
