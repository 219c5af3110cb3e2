"use client";

import { Bell, Globe } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Message } from "#components/shell/outputs.ts";
import { cn } from "#components/ui/cn.ts";
import type { PushButton } from "#workflows/effect-content.ts";
import { hostOf } from "#workflows/host-of.ts";
import { PushPicture } from "./push-picture.tsx";

export type RenderedPush = Extract<NonNullable<Message["rendered"]>, { channel: "web-push" }>;
export type PushDevice = "phone" | "desktop";

/** A notification about as browsers draw it: on a desktop with its icon at the left, on a phone at the right. */
export function PushNotification({ push, device }: { push: RenderedPush; device: PushDevice }) {
  const { title, body, url, icon, image, buttons = [] } = push;
  const isPhone = device === "phone";
  return (
    <div
      className={cn(
        "mx-auto w-full overflow-hidden border bg-raised text-left shadow-pop",
        isPhone ? "max-w-[21rem] rounded-xl" : "max-w-[26rem] rounded-md",
      )}
    >
      {isPhone && <Origin url={url} className="px-4 pt-3" />}
      <div className={cn("flex items-start gap-3 p-4", isPhone && "flex-row-reverse pt-1.5")}>
        {(icon || !isPhone) && <Icon icon={icon} url={url} small={isPhone} />}
        <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          <p className="font-medium">{title}</p>
          {body && <p className="mt-0.5 text-sm whitespace-pre-line text-muted">{body}</p>}
          {!isPhone && <Origin url={url} className="mt-1.5" />}
        </div>
      </div>
      {image && (
        <PushPicture
          address={image}
          beside={url}
          className={cn("aspect-2/1", isPhone ? "mx-4 mb-4 w-[calc(100%-2rem)] rounded-lg" : "w-full")}
        />
      )}
      {buttons.length > 0 && (
        <ul
          className={cn(
            "flex text-sm font-medium [overflow-wrap:anywhere]",
            isPhone ? "flex-wrap gap-x-6 gap-y-2 px-4 pb-3.5 text-ember-ink" : "gap-2 border-t p-3",
          )}
        >
          {numbered(buttons).map(({ label, key }) => (
            <li
              key={key}
              className={cn(!isPhone && "min-w-0 flex-1 rounded-sm bg-sunken px-3 py-2 text-center")}
            >
              {label}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** With keys that tell them apart, since two may say the same. */
export function numbered(buttons: PushButton[]): (PushButton & { key: string })[] {
  return buttons.map((button, index) => ({ ...button, key: `button ${index + 1}` }));
}

/** Browsers say whose site it is; that is most likely where it leads. */
function Origin({ url, className }: { url: string; className: string }) {
  const t = useTranslations("messages.push");
  return (
    <p className={cn("flex items-center gap-1.5 text-xs text-muted", className)}>
      <Globe className="size-3.5 shrink-0" />
      <span className="truncate">{hostOf(url) ?? t("site")}</span>
    </p>
  );
}

function Icon({ icon, url, small }: { icon: string | undefined; url: string; small: boolean }) {
  const size = cn("shrink-0 rounded-md", small ? "size-10" : "size-14");
  const bell = (
    <span className={cn("flex items-center justify-center bg-ember text-on-ember", size)}>
      <Bell className="size-1/2" />
    </span>
  );
  return icon ? <PushPicture address={icon} beside={url} className={size} fallback={bell} /> : bell;
}
