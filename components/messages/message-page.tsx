"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { SentByLink } from "#components/one-offs/sent-by-link.tsx";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { WhyButton } from "#components/runs/why-button.tsx";
import { useSay } from "#components/say.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NotLoaded } from "#components/shell/not-loaded.tsx";
import type { Message } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { languageName } from "#workflows/languages.ts";
import { wordKept } from "./kept-words.ts";
import { MessageBadge } from "./message-badge.tsx";
import { MessageContent } from "./message-content.tsx";
import { MessageStory } from "./message-story.tsx";
import { wordEndpoint, wordSubject } from "./message-words.ts";
import { ResendButton, StopResend } from "./resend-controls.tsx";
import { Returns } from "./returns.tsx";

const LINK = "font-medium text-ink underline underline-offset-3";
const LIST = "/messages";
/** While a message is under way its page follows it. */
const UNDER_WAY_REFRESH_MS = 2_000;

/** One message as the customer got it, and what became of it. */
export function MessagePage({ id }: { id: number }) {
  const t = useTranslations("messages.page");
  const api = useApi();
  const message = useQuery(
    api.messages.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (isUnderWay(state.data) ? UNDER_WAY_REFRESH_MS : false) },
    ),
  );
  if (message.error && !message.data) {
    return <NotLoaded back={{ href: LIST, label: t("back") }} title={t("title")} query={message} />;
  }
  return (
    <Loaded query={message} skeleton={<PageSkeleton />}>
      {(loaded) => <Shown message={loaded} />}
    </Loaded>
  );
}

function Shown({ message }: { message: Message }) {
  const profileName = useProfileName();
  const t = useTranslations("messages");
  const locale = useLocale();
  const now = useNow();
  const { at, channel, endpoint, profile, workflow, status, captured, subject, language } = message;
  return (
    <>
      <PageHeader
        back={{ href: LIST, label: t("page.back") }}
        title={wordSubject(subject, t, channel)}
        aside={<MessageBadge status={status} captured={captured} />}
        actions={
          <>
            {workflow && workflow.oneOffId === null && (
              <WhyButton
                person={{ id: profile.id, name: profileName(profile) }}
                workflow={{ id: workflow.id, name: workflow.name }}
                nodeId={message.nodeId}
              />
            )}
            <ResendButton message={message} />
          </>
        }
        description={t.rich("page.description", {
          channel: t(`channels.${channel}`),
          spoken: language ? "yes" : "no",
          language: language ? languageName(language, locale) : "",
          name: profile.name || wordEndpoint(channel, endpoint, t),
          origin: workflow ? "yes" : "no",
          person: (chunks) => (
            <Link href={`/profiles/${profile.id}`} className={LINK}>
              {chunks}
            </Link>
          ),
          from: () => workflow && <SentByLink workflow={workflow} className={LINK} />,
          time: () => <TimeAgo at={at} now={now} />,
        })}
      />
      <StateNote message={message} />
      <Returns message={message} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:items-start">
        <MessageContent message={message} />
        <MessageStory message={message} />
      </div>
    </>
  );
}

function StateNote({ message }: { message: Message }) {
  const t = useTranslations("messages");
  const say = useSay();
  const now = useNow();
  const { status, captured, channel, reasonText, dueAt, isTest, repeats } = message;
  if (captured && status === "sent") {
    const { title, text } = wordKept({ channel, isTest }, t);
    return (
      <Banner tone="info" title={title} className="mb-6">
        {text}
      </Banner>
    );
  }
  if (status === "sent" && isTest) {
    return (
      <Banner tone="info" title={t("page.test")} className="mb-6">
        {t("page.testHelp")}
      </Banner>
    );
  }
  if (status === "sent") return null;
  const tone = status === "failed" ? "danger" : status === "unknown" ? "warning" : "info";
  return (
    <Banner
      tone={tone}
      title={reasonText ? say(reasonText) : t(`status.${status}.meaning`)}
      className="mb-6"
      action={status === "queued" && repeats !== null && <StopResend message={message} />}
    >
      {reasonText && status !== "queued" && t(`status.${status}.meaning`)}
      {status === "queued" &&
        dueAt !== null &&
        dueAt > now &&
        t.rich("page.nextTry", { time: () => <TimeAgo at={dueAt} now={now} /> })}
    </Banner>
  );
}

function PageSkeleton() {
  return (
    <>
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="mt-3 w-56 max-w-full" />
      <Skeleton className="mt-8 h-96 rounded-lg" />
    </>
  );
}

function isUnderWay(message: Message | undefined): boolean {
  return message?.status === "queued" || message?.status === "handed";
}
