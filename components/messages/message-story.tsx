"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SentByLink } from "#components/one-offs/sent-by-link.tsx";
import { type Say, useSay } from "#components/say.tsx";
import type { Message } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { type MessageWords, outcomeWord, wordEndpoint } from "./message-words.ts";

type Item = Message["story"][number];

const LINK = "font-medium text-ink underline underline-offset-3";

/** Everything that happened to a message, in its order; what programs did with it is folded away. */
export function MessageStory({ message }: { message: Message }) {
  const t = useTranslations("messages");
  const { channel, endpoint, story, contentRemoved } = message;
  const told = story.filter(({ machine }) => !machine);
  const machines = story.filter(({ machine }) => machine);
  return (
    <Card>
      <CardHeader
        title={t("story.title")}
        description={t("story.to", { endpoint: wordEndpoint(channel, endpoint, t) })}
        className="break-words"
      />
      <CardBody>
        <ol className="flex flex-col gap-4 text-sm">
          {told.map((item) => (
            <Entry key={item.key} item={item} message={message} />
          ))}
        </ol>
        {contentRemoved && <p className="mt-4 text-sm text-muted">{t("story.notKept")}</p>}
        {machines.length > 0 && (
          <details className="mt-4 border-t pt-3">
            <summary className="rounded-sm py-1 text-sm font-medium marker:text-muted pointer-coarse:py-2.5">
              {t("story.machines", { count: machines.length })}
            </summary>
            <p className="mt-1 mb-3 text-sm text-muted">{t("story.machinesHelp")}</p>
            <ol className="flex flex-col gap-3 text-sm">
              {machines.map((item) => (
                <Entry key={item.key} item={item} message={message} />
              ))}
            </ol>
          </details>
        )}
      </CardBody>
    </Card>
  );
}

function Entry({ item, message }: { item: Item; message: Message }) {
  const t = useTranslations("messages");
  const say = useSay();
  const { formatDateTime } = useTimeFormat();
  const { at, outcome, url, machine } = item;
  const { title, detail } = wordItem(item, message, t, say);
  const badge = outcome === undefined ? null : outcomeWord(outcome, t);
  return (
    <li>
      <div className="flex items-start justify-between gap-3">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{title}</span>
        {badge && <Badge tone={badge.tone}>{badge.label}</Badge>}
        {machine && <Badge>{t("story.program")}</Badge>}
      </div>
      <time dateTime={new Date(at).toISOString()} className="block text-muted">
        {formatDateTime(at, readerZone())}
      </time>
      {detail && <div className="mt-1 [overflow-wrap:anywhere]">{detail}</div>}
      {url && <p className="mt-1 [overflow-wrap:anywhere]">{url}</p>}
    </li>
  );
}

function wordItem(
  item: Item,
  message: Message,
  t: MessageWords,
  say: Say,
): { title: string; detail?: ReactNode } {
  const { kind, outcome, attempt, messageId } = item;
  const text = say(item.text);
  switch (kind) {
    case "note":
    case "bounced":
      return { title: text };
    case "resent":
      return { title: text, detail: <MessageLink id={messageId}>{t("story.seeNew")}</MessageLink> };
    case "asked":
      return { title: t("story.asked"), detail: <Origin item={item} message={message} /> };
    case "handed":
      return { title: t("story.handed"), detail: t("story.handedHelp") };
    case "attempt":
      return { title: t("story.attempt", { number: attempt ?? "" }), detail: text || answerWord(outcome, t) };
    default:
      return { title: t(`story.${kind}`), detail: text };
  }
}

function answerWord(outcome: string | undefined, t: MessageWords): string {
  if (outcome === "captured") return t("story.captured");
  return outcome === "sent" ? t("story.taken") : "";
}

/** What the message is from: the step of a workflow, another message, or a colleague's test. */
function Origin({ item, message: { step, workflow } }: { item: Item; message: Message }) {
  const t = useTranslations("messages.story");
  const { messageId } = item;
  const say = useSay();
  const text = say(item.text);
  if (messageId !== undefined) {
    return t.rich("seeFirst", {
      text,
      link: (chunks) => <MessageLink id={messageId}>{chunks}</MessageLink>,
    });
  }
  if (!step || !workflow) return text;
  if (workflow.oneOffId !== null) return <SentByLink workflow={workflow} className={LINK} />;
  return t.rich("byStep", {
    ...{ step: say(step.label), version: String(step.version), name: workflow.name },
    workflow: (chunks) => (
      <Link href={`/workflows/${workflow.id}`} className={LINK}>
        {chunks}
      </Link>
    ),
    runs: (chunks) => (
      <Link href={`/workflows/${workflow.id}/runs`} className={LINK}>
        {chunks}
      </Link>
    ),
  });
}

function MessageLink({ id, children }: { id: number | undefined; children: ReactNode }) {
  if (id === undefined) return null;
  return (
    <Link href={`/messages/${id}`} className={LINK}>
      {children}
    </Link>
  );
}
