"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";

type Props = {
  /** Names the region. */
  label: string;
  title: string;
  description?: string;
  icon?: ReactNode;
  /** Over the canvas instead of beside it; on phones from the bottom. */
  sheet: boolean;
  onClose(): void;
  children: ReactNode;
};

/** A panel beside the canvas, or where there is no room, a sheet over it that leaves the canvas usable. */
export function SidePanel({ label, title, description, icon, sheet, onClose, children }: Props) {
  const t = useTranslations("ui.common");
  if (sheet) {
    return (
      <Sheet
        open
        modal={false}
        onOpenChange={(open) => !open && onClose()}
        title={title}
        description={description}
        className="max-sm:max-h-[56dvh] sm:w-[23rem]"
      >
        <section aria-label={label} className="nokey">
          {children}
        </section>
      </Sheet>
    );
  }
  return (
    <section aria-label={label} className="nokey flex w-[22rem] shrink-0 flex-col border-l bg-surface">
      <header className="flex items-start gap-3 border-b px-4 py-3">
        {icon}
        <div className="min-w-0 flex-1 pt-0.5">
          <h2 className="text-base">{title}</h2>
          {description && <p className="mt-0.5 text-sm text-muted">{description}</p>}
        </div>
        <IconButton label={t("close")} tooltip={false} className="-mt-0.5 -mr-2 text-muted" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">{children}</div>
    </section>
  );
}
