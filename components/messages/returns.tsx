"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { Message } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

/** How the message came back or was reported, and what was done about it. */
export function Returns({ message }: { message: Message }) {
  const t = useTranslations("messages.returns");
  const say = useSay();
  const now = useNow();
  return message.returns.map(({ id, kind, title, done, detail, at }) => (
    <Banner key={id} tone={kind === "soft" ? "warning" : "danger"} title={say(title)} className="mb-6">
      <p>{say(done)}</p>
      {detail && <p className="mt-2 text-sm [overflow-wrap:anywhere]">{t("answer", { detail })}</p>}
      <p className="mt-2 text-sm">{t.rich("known", { time: () => <TimeAgo at={at} now={now} /> })}</p>
    </Banner>
  ));
}
