"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";

export const SCRIM =
  "fixed inset-0 z-40 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in";

const WIDTH = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl" };

type Props = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One element that opens it. */
  trigger?: ReactNode;
  title: string;
  description?: ReactNode;
  size?: keyof typeof WIDTH;
  /** The closing actions, the main one last. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A window over the page that must be answered or closed first. The inside scrolls; head and foot stay. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  size = "sm",
  footer,
  children,
}: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[calc(100dvh-1.5rem)] -translate-y-1/2 flex-col rounded-xl border bg-raised shadow-dialog outline-none",
            "data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in",
            WIDTH[size],
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4">
            <div className="min-w-0 pt-1.5">
              <Radix.Title className="text-lg">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" tooltip={false} className="-mr-2 text-muted">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          {children && <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>}
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 rounded-b-xl border-t px-5 py-3.5">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
