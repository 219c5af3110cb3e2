"use client";

import { ImageOff } from "lucide-react";
import Image from "next/image";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { cn } from "#components/ui/cn.ts";

/** As wide as it is drawn at most; the style decides. */
const WIDTH_PX = 416;

type Props = {
  /** As the notification has it. */
  address: string;
  /** What the notification opens: an address without a host is one of the same site. */
  beside: string;
  className: string;
  /** Stands in its place where it cannot be shown. */
  fallback?: ReactNode;
};

/** A picture of a notification, from where the customer's browser gets it. */
export function PushPicture({ address, beside, className, fallback }: Props) {
  const t = useTranslations("messages.push");
  const source = pictureAddress(address, beside);
  const [failed, setFailed] = useState<string | null>(null);
  if (source === null || failed === source) {
    return (
      fallback ?? (
        <span
          className={cn(
            "flex items-center justify-center gap-2 border border-dashed bg-sunken p-3 text-xs text-muted",
            className,
          )}
        >
          <ImageOff aria-hidden="true" className="size-4 shrink-0" />
          {t("noPicture")}
        </span>
      )
    );
  }
  return (
    <Image
      src={source}
      alt=""
      width={WIDTH_PX}
      height={WIDTH_PX / 2}
      // From where the customer's browser gets it, and as it is.
      unoptimized
      referrerPolicy="no-referrer"
      onError={() => setFailed(source)}
      className={cn("bg-sunken base:object-cover", className)}
    />
  );
}

/** Null when nobody can tell here on which site it is. */
export function pictureAddress(address: string, beside: string): string | null {
  return URL.parse(address)?.href ?? URL.parse(address, beside)?.href ?? null;
}
