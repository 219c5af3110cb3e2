"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";
import type { Opened } from "./lazy-window.tsx";
import { SCRIM } from "./scrim.ts";
import type { SheetProps } from "./sheet.tsx";

export function SheetWindow(props: Opened<SheetProps>) {
  const t = useTranslations("ui");
  const {
    open,
    onOpenChange,
    onCloseAutoFocus,
    title,
    description,
    modal = true,
    footer,
    className,
    children,
  } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Radix.Portal>
        {modal && <Radix.Overlay className={SCRIM} />}
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={onCloseAutoFocus}
          onInteractOutside={modal ? undefined : (event) => event.preventDefault()}
          className={cn(
            "fixed z-50 flex flex-col border bg-raised shadow-dialog outline-none",
            "max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[88dvh] max-sm:rounded-t-xl",
            "max-sm:data-[state=closed]:animate-rise-out max-sm:data-[state=open]:animate-rise-in",
            "sm:inset-y-2 sm:right-2 sm:w-[26rem] sm:rounded-xl",
            "sm:data-[state=closed]:animate-slide-out-right sm:data-[state=open]:animate-slide-in-right",
            className,
          )}
        >
          <span
            aria-hidden="true"
            className="mx-auto mt-2 h-1 w-9 shrink-0 rounded-full bg-line-strong/60 sm:hidden"
          />
          <header className="flex items-start justify-between gap-4 border-b px-5 pt-2 pb-3 sm:pt-3">
            <div className="min-w-0 pt-1.5">
              <Radix.Title className="text-base">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={t("common.close")} tooltip={false} className="-mr-2 text-muted">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
