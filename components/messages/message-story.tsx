"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { SentByLink } from "#components/one-offs/sent-by-link.tsx";
import { type Say, useSay } from "#components/say.tsx";
import type { Message } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { outcomeWord, wordEndpoint } from "./message-words.ts";

type Item = Message["story"][number];

const LINK = "font-medium text-ink underline underline-offset-3";
const TITLE: Record<Exclude<Item["kind"], "note" | "bounced" | "resent">, string> = {
  asked: "Put in line",
  handed: "Handed over",
  attempt: "Attempt",
  ended: "Over",
  opened: "Opened",
  clicked: "Clicked",
  shown: "Shown",
  dismissed: "Put away",
};

/** Everything that happened to a message, in its order; what programs did with it is folded away. */
export function MessageStory({ message }: { message: Message }) {
  const { channel, endpoint, story, contentRemoved } = message;
  const told = story.filter(({ machine }) => !machine);
  const machines = story.filter(({ machine }) => machine);
  return (
    <Card>
      <CardHeader
        title="What happened"
        description={`To ${wordEndpoint(channel, endpoint)}`}
        className="break-words"
      />
      <CardBody>
        <ol className="flex flex-col gap-4 text-sm">
          {told.map((item) => (
            <Entry key={item.key} item={item} message={message} />
          ))}
        </ol>
        {contentRemoved && <p className="mt-4 text-sm text-muted">The attempts are no longer kept.</p>}
        {machines.length > 0 && (
          <details className="mt-4 border-t pt-3">
            <summary className="rounded-sm py-1 text-sm font-medium marker:text-muted pointer-coarse:py-2.5">
              {machines.length === 1 ? "1 by a program" : `${machines.length} by programs`}
            </summary>
            <p className="mt-1 mb-3 text-sm text-muted">
              Probably a mail program or a scanner, not a person: some fetch pictures and follow links before
              anybody reads the message. These are counted nowhere.
            </p>
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
  const say = useSay();
  const { at, outcome, url, machine } = item;
  const { title, detail } = wordItem(item, message, say);
  const badge = outcome === undefined ? null : outcomeWord(outcome);
  return (
    <li>
      <div className="flex items-start justify-between gap-3">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{title}</span>
        {badge && <Badge tone={badge.tone}>{badge.label}</Badge>}
        {machine && <Badge>Program</Badge>}
      </div>
      <time dateTime={new Date(at).toISOString()} className="block text-muted">
        {formatDateTime(at, readerZone())}
      </time>
      {detail && <div className="mt-1 [overflow-wrap:anywhere]">{detail}</div>}
      {url && <p className="mt-1 [overflow-wrap:anywhere]">{url}</p>}
    </li>
  );
}

function wordItem(item: Item, message: Message, say: Say): { title: string; detail?: ReactNode } {
  const { kind, outcome, attempt, messageId } = item;
  const text = say(item.text);
  switch (kind) {
    case "note":
    case "bounced":
      return { title: text };
    case "resent":
      return { title: text, detail: <MessageLink id={messageId}>See the new message</MessageLink> };
    case "asked":
      return { title: TITLE.asked, detail: <Origin item={item} message={message} /> };
    case "handed":
      return { title: TITLE.handed, detail: "No answer has come yet." };
    case "attempt":
      return { title: `${TITLE.attempt} ${attempt}`, detail: text || answerWord(outcome) };
    default:
      return { title: TITLE[kind], detail: text };
  }
}

function answerWord(outcome: string | undefined): string {
  if (outcome === "captured") return "It went to the messages here instead of going out.";
  return outcome === "sent" ? "The receiving side took it over." : "";
}

/** What the message is from: the step of a workflow, another message, or a colleague's test. */
function Origin({ item, message: { step, workflow } }: { item: Item; message: Message }) {
  const { messageId } = item;
  const text = useSay()(item.text);
  if (messageId !== undefined) {
    return (
      <>
        {text}. <MessageLink id={messageId}>See the first message</MessageLink>
      </>
    );
  }
  if (!step || !workflow) return text;
  if (workflow.oneOffId !== null) return <SentByLink workflow={workflow} className={LINK} />;
  return (
    <>
      By the step “{step.label}” in version {step.version} of{" "}
      <Link href={`/workflows/${workflow.id}`} className={LINK}>
        {workflow.name}
      </Link>
      .{" "}
      <Link href={`/workflows/${workflow.id}/runs`} className={LINK}>
        See its runs
      </Link>
    </>
  );
}

function MessageLink({ id, children }: { id: number | undefined; children: ReactNode }) {
  if (id === undefined) return null;
  return (
    <Link href={`/messages/${id}`} className={LINK}>
      {children}
    </Link>
  );
}
