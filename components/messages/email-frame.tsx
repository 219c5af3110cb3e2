"use client";

import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { withDeadLinks } from "./email-html.ts";

export type EmailWidth = "desktop" | "phone";

/** As wide as the phones most mail is read on. */
const PHONE_WIDTH = "sm:w-[23.4375rem]";

/**
 * Draws the HTML of an email in a frame that may do nothing: no scripts, no forms, no way out. Its background stays
 * white in the dark theme too, as mail programs have it.
 */
export function EmailFrame({ html, width }: { html: string; width: EmailWidth }) {
  const t = useTranslations("messages.email");
  return (
    <div className={cn("flex justify-center bg-sunken", width === "phone" && "sm:py-5")}>
      <iframe
        title={t("frame")}
        sandbox=""
        srcDoc={withDeadLinks(html)}
        className={cn(
          "h-[38rem] w-full border-y bg-white",
          width === "phone" && `${PHONE_WIDTH} sm:rounded-xl sm:border-x sm:shadow-pop`,
        )}
      />
    </div>
  );
}
