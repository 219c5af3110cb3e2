import { Bell, Mail, MessageCircle, MessageSquare, PanelTop, Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import type { Channel } from "./message-words.ts";

const ICON: Record<Channel, typeof Mail> = {
  email: Mail,
  "web-push": Bell,
  sms: MessageSquare,
  whatsapp: MessageCircle,
  "in-app": PanelTop,
  webhook: Webhook,
};

/** The sign of a channel, with its name for screen readers. */
export function ChannelIcon({ channel, className }: { channel: Channel; className?: string }) {
  const t = useTranslations("messages.channels");
  const Icon = ICON[channel];
  return (
    <span className={cn("inline-flex shrink-0 text-muted", className)}>
      <Icon aria-hidden="true" className="size-4" />
      <span className="sr-only">{t(channel)}</span>
    </span>
  );
}
