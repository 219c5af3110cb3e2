"use client";

import {
  Activity,
  Bell,
  CircleDashed,
  Info,
  Mail,
  MessageCircle,
  MessageSquare,
  MousePointerClick,
  PanelTop,
  ShieldCheck,
  StickyNote,
  Webhook,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MessageBadge } from "#components/messages/message-badge.tsx";
import { type Channel, wordSubject } from "#components/messages/message-words.ts";
import { SentByLink } from "#components/one-offs/sent-by-link.tsx";
import { useSay } from "#components/say.tsx";
import type { TimelineItem } from "#components/shell/outputs.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { eventSummary } from "./event-summary.ts";
import { PropertyList } from "./property-list.tsx";

const CHANNEL_ICON: Record<Channel, ReactNode> = {
  email: <Mail />,
  "web-push": <Bell />,
  sms: <MessageSquare />,
  whatsapp: <MessageCircle />,
  "in-app": <PanelTop />,
  webhook: <Webhook />,
};

type Props = {
  item: TimelineItem;
  zone: string;
  /** While events are chosen: whether this one is, and what ticking it does. */
  choice?: { checked: boolean; onChange(checked: boolean): void };
};

/** One thing that happened, with its sign and the time of day. */
export function TimelineEntry({ item, zone, choice }: Props) {
  const t = useTranslations("profiles.timeline");
  const messages = useTranslations("messages");
  const say = useSay();
  switch (item.kind) {
    case "event":
      return (
        <Entry item={item} zone={zone} icon={<Activity />} look="event">
          {choice ? (
            <Checkbox
              label={<EventTitle name={item.name} properties={item.properties} />}
              checked={choice.checked}
              onCheckedChange={choice.onChange}
            />
          ) : (
            <EventText name={item.name} properties={item.properties} />
          )}
        </Entry>
      );
    case "history":
      return (
        <Entry item={item} zone={zone} icon={<Info />}>
          <p>{say(item.text)}</p>
          {item.workflow && (
            <p className="text-muted">
              <SentByLink workflow={item.workflow} className="hover:text-ink hover:underline" />
              {item.nodeLabel && ` · ${item.nodeLabel}`}
            </p>
          )}
        </Entry>
      );
    case "message": {
      return (
        <Entry item={item} zone={zone} icon={CHANNEL_ICON[item.channel]} look="message">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link href={`/messages/${item.id}`} className="font-medium hover:text-ember-ink hover:underline">
              {wordSubject(item.text, messages, item.channel)}
            </Link>
            <MessageBadge status={item.status} captured={item.captured} />
          </div>
        </Entry>
      );
    }
    case "click":
      return (
        <Entry item={item} zone={zone} icon={<MousePointerClick />} look="event">
          <p>
            {t.rich("clickedIn", {
              message: () => (
                <Link
                  href={`/messages/${item.messageId}`}
                  className="font-medium hover:text-ember-ink hover:underline"
                >
                  {wordSubject(item.text, messages)}
                </Link>
              ),
            })}
          </p>
          {item.url && <p className="text-muted">{item.url}</p>}
        </Entry>
      );
    case "consent":
      return (
        <Entry item={item} zone={zone} icon={<ShieldCheck />}>
          <p>{say(item.text)}</p>
        </Entry>
      );
    case "segment":
      return (
        <Entry item={item} zone={zone} icon={<CircleDashed />}>
          <p>
            {t.rich(item.entered ? "cameIn" : "left", {
              segment: () => (
                <Link
                  href={`/segments/${item.segment.id}`}
                  className="font-medium hover:text-ember-ink hover:underline"
                >
                  {item.segment.name}
                </Link>
              ),
            })}
          </p>
        </Entry>
      );
    case "note":
      return (
        <Entry item={item} zone={zone} icon={<StickyNote />}>
          <p className="text-muted">{item.by ? t("notedBy", { by: item.by }) : t("noted")}</p>
          <p className="whitespace-pre-wrap">{item.text}</p>
        </Entry>
      );
  }
}

const LOOK = {
  event: "border-node-trigger-line bg-node-trigger-soft text-node-trigger",
  message: "border-node-action-line bg-node-action-soft text-node-action",
  note: "border-line bg-sunken text-muted",
};

/** An entry hangs on the line that runs down beside the icons. */
function Entry({
  item,
  zone,
  icon,
  look = "note",
  children,
}: {
  item: TimelineItem;
  zone: string;
  icon: ReactNode;
  look?: keyof typeof LOOK;
  children: ReactNode;
}) {
  const { formatDateTime } = useTimeFormat();
  const text = formatDateTime(item.at, zone);
  return (
    <li className="relative flex gap-3 pb-4 text-sm before:absolute before:top-8 before:bottom-0 before:left-3.75 before:w-px before:bg-line last:pb-0 last:before:hidden">
      <span
        aria-hidden="true"
        className={cn(
          "relative flex size-8 shrink-0 items-center justify-center rounded-full border [&_svg]:size-4",
          LOOK[look],
        )}
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1 pt-1.5 [overflow-wrap:anywhere]">{children}</div>
      <time dateTime={new Date(item.at).toISOString()} title={text} className="pt-1.5 text-muted">
        {text.slice(-"00:00".length)}
      </time>
    </li>
  );
}

type EventProps = { name: string; properties: Record<string, unknown> };

function EventTitle({ name, properties }: EventProps) {
  const t = useTranslations("profiles");
  const summary = eventSummary(properties, t);
  return (
    <>
      <span className="font-medium">{name}</span>
      {summary && <span className="text-muted"> · {summary}</span>}
    </>
  );
}

function EventText({ name, properties }: EventProps) {
  const title = <EventTitle name={name} properties={properties} />;
  if (Object.keys(properties).length === 0) return <p>{title}</p>;
  return (
    <details className="group/details">
      <summary className="-my-1.5 rounded-sm py-1.5 marker:text-muted pointer-coarse:-my-2.5 pointer-coarse:py-2.5">
        {title}
      </summary>
      <div className="mt-2 mb-1 rounded-md border bg-raised p-3">
        <PropertyList properties={properties} empty="" />
      </div>
    </details>
  );
}
