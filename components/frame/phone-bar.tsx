"use client";

import { Menu, X } from "lucide-react";
import Link from "next/link";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { SCRIM } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { AlertLink } from "./alert-link.tsx";
import { Logo } from "./logo.tsx";
import { Navigation } from "./navigation.tsx";

type Props = { shopName: string; userMenu: ReactNode; openAlerts: number };

/** The bar on top of narrow screens, whose menu slides in from the left. */
export function PhoneBar({ shopName, userMenu, openAlerts }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-sidebar px-2 lg:hidden">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger asChild>
          <IconButton label="Open menu" tooltip={false}>
            <Menu />
          </IconButton>
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className={SCRIM} />
          <Dialog.Content
            aria-describedby={undefined}
            className="ember-glow fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col border-r bg-sidebar p-3 shadow-dialog outline-none data-[state=closed]:animate-slide-out-left data-[state=open]:animate-slide-in-left"
          >
            <div className="mb-3 flex items-center justify-between pl-2">
              <Dialog.Title className="min-w-0 truncate text-base">{shopName}</Dialog.Title>
              <Dialog.Close asChild>
                <IconButton label="Close menu" tooltip={false} className="text-muted">
                  <X />
                </IconButton>
              </Dialog.Close>
            </div>
            <div className="min-h-0 flex-1 overflow-y-auto">
              <Navigation onNavigate={() => setOpen(false)} />
            </div>
            {userMenu}
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <Link href="/" className="flex h-11 items-center rounded-md px-1">
        <Logo />
      </Link>
      <span className="ml-auto min-w-0 truncate pr-2 text-sm text-muted">{shopName}</span>
      <AlertLink count={openAlerts} compact />
    </header>
  );
}
