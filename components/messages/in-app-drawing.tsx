import { Bell, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Message } from "#components/shell/outputs.ts";
import { cn } from "#components/ui/cn.ts";
import { PushPicture } from "./push-picture.tsx";

export type RenderedInApp = Extract<NonNullable<Message["rendered"]>, { channel: "in-app" }>;
/** As much of a message as is drawn. */
export type DrawnInApp = Pick<
  RenderedInApp,
  "display" | "position" | "title" | "body" | "buttonLabel" | "url" | "image"
>;
/** What a visitor's browser is set to, which is not what whoever looks at this prefers. */
export type InAppScheme = "light" | "dark";

const SURFACE: Record<InAppScheme, string> = {
  light: "border-black/20 bg-white text-[#1c1917]",
  dark: "border-white/20 bg-[#1c1917] text-[#fafaf9]",
};
const BUTTON: Record<InAppScheme, string> = {
  light: "bg-[#1c1917] text-white",
  dark: "bg-[#fafaf9] text-[#1c1917]",
};

type Props = { message: DrawnInApp; scheme: InAppScheme };

/** A message about as the snippet draws it in a page of the shop, which is only hinted at. */
export function InAppDrawing({ message, scheme }: Props) {
  const { display, position } = message;
  const banner = <Banner message={message} scheme={scheme} />;
  return (
    <div
      className={cn(
        "relative flex min-h-72 flex-col overflow-hidden rounded-md border text-left",
        scheme === "dark" ? "border-white/20 bg-[#2b2826]" : "border-black/15 bg-[#f1efec]",
      )}
    >
      {display === "banner" && position === "top" && banner}
      <PageLines scheme={scheme} />
      {display === "banner" && position === "bottom" && banner}
      {display === "modal" && (
        <div className="absolute inset-0 flex items-center justify-center overflow-y-auto bg-black/50 p-4">
          <Modal message={message} scheme={scheme} />
        </div>
      )}
      {display === "inbox" && <Inbox message={message} scheme={scheme} />}
    </div>
  );
}

function Banner({ message, scheme }: Props) {
  return (
    <div className={cn("m-3 flex items-start gap-3 rounded-xl border p-3 shadow-pop", SURFACE[scheme])}>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        {message.image && (
          <PushPicture address={message.image} beside={message.url} className="size-14 shrink-0 rounded-md" />
        )}
        <Texts message={message} className="min-w-40 flex-1" />
        <ActionButton message={message} scheme={scheme} />
      </div>
      <Cross />
    </div>
  );
}

function Modal({ message, scheme }: Props) {
  return (
    <div
      className={cn(
        "relative m-auto flex w-full max-w-88 flex-col items-start gap-3 rounded-xl border p-5 shadow-pop",
        SURFACE[scheme],
      )}
    >
      <span className="self-end">
        <Cross />
      </span>
      {message.image && (
        <PushPicture
          address={message.image}
          beside={message.url}
          className="aspect-2/1 w-full rounded-lg object-contain"
        />
      )}
      <Texts message={message} className="w-full" large />
      <ActionButton message={message} scheme={scheme} />
    </div>
  );
}

function Inbox({ message, scheme }: Props) {
  const t = useTranslations("messages.inApp");
  return (
    <div className={cn("absolute inset-y-0 right-0 w-4/5 max-w-80 border-l p-4 shadow-pop", SURFACE[scheme])}>
      <p className="mb-3 flex items-center justify-between text-base font-semibold">
        <span className="inline-flex items-center gap-2">
          <Bell aria-hidden="true" className="size-4.5" />
          {t("inbox")}
        </span>
        <Cross />
      </p>
      <div className="flex flex-col items-start gap-2 border-t border-current/20 pt-3">
        {message.image && (
          <PushPicture
            address={message.image}
            beside={message.url}
            className="aspect-3/1 w-full rounded-md object-cover"
          />
        )}
        <Texts message={message} className="w-full" />
        {message.url && <ActionButton message={message} scheme={scheme} />}
      </div>
    </div>
  );
}

function Texts({
  message: { title, body, buttonLabel, url },
  className,
  large = false,
}: {
  message: DrawnInApp;
  className: string;
  large?: boolean;
}) {
  // Without a button, the message itself is what one presses.
  const isLink = url !== "" && buttonLabel === "";
  return (
    <div className={cn("text-sm [overflow-wrap:anywhere]", className)}>
      {title && <p className={cn("font-semibold", large && "text-lg", isLink && "underline")}>{title}</p>}
      {body && <p className={cn("whitespace-pre-line", isLink && !title && "underline")}>{body}</p>}
    </div>
  );
}

function ActionButton({ message: { buttonLabel }, scheme }: Props): ReactNode {
  if (buttonLabel === "") return null;
  return (
    <span
      className={cn(
        "inline-flex min-h-9 items-center rounded-lg px-4 py-1 text-sm [overflow-wrap:anywhere]",
        BUTTON[scheme],
      )}
    >
      {buttonLabel}
    </span>
  );
}

function Cross() {
  return <X aria-hidden="true" className="size-4 shrink-0" />;
}

/** Stands for the page that the message comes up in. */
function PageLines({ scheme }: { scheme: InAppScheme }) {
  const line = cn("h-3 rounded-sm", scheme === "dark" ? "bg-white/10" : "bg-black/8");
  return (
    <div aria-hidden="true" className="flex flex-1 flex-col gap-3 p-5">
      <span className={cn(line, "h-6 w-2/5")} />
      <span className={cn(line, "w-full")} />
      <span className={cn(line, "w-11/12")} />
      <span className={cn(line, "w-3/4")} />
    </div>
  );
}
