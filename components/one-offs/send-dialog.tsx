"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import type { Channel } from "#components/messages/message-words.ts";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ConfirmDialog, type Refusal } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { KEPT_HERE } from "#workflows/kept-here.ts";
import type { OneOffDraft } from "./one-off-draft.ts";
import { useWords, type Words } from "./one-off-words.ts";
import { wordSpan } from "./pace-draft.ts";
import { wordTiming } from "./schedule-draft.ts";
import { useOneOffRefresh } from "./use-one-off-refresh.ts";

type Props = {
  id: number;
  channel: Channel | null;
  /** The shop's. */
  zone: string;
  draft: OneOffDraft;
  /** The draft that was counted. */
  revision: number;
  /** How many would get it. */
  people: number;
  onClose(): void;
};

/** Asks for the last time, with the number of people and the time, and sends the message or schedules it. */
export function SendDialog({ id, channel, zone, draft, revision, onClose, ...props }: Props) {
  const say = useSay();
  const words = useWords();
  const { t } = words;
  const tUi = useTranslations("ui.common");
  const api = useApi();
  const refresh = useOneOffRefresh();
  const settings = useQuery(api.settings.get.queryOptions());
  const { mutateAsync } = useMutation(api.oneOffs.send.mutationOptions());
  const [people, setPeople] = useState(props.people);
  const { at, perHour } = draft.schedule;

  async function send(): Promise<Refusal | null> {
    const answer = await mutateAsync({ id, revision, people });
    switch (answer.kind) {
      case "sending":
        toast.success(t("send.goingOut"), { description: t("send.goingOutHint") });
        break;
      case "scheduled":
        toast.success(t("send.scheduled"), { description: t("send.scheduledHint") });
        break;
      case "more-people":
        setPeople(answer.count.willGet);
        return { refusal: t("send.morePeople") };
      case "invalid":
        void refresh();
        return { refusal: t("send.invalid", { problem: say(answer.problems[0]?.message ?? "") }) };
      case "conflict":
        void refresh();
        return { refusal: t("send.changed") };
    }
    await refresh();
    return null;
  }

  const sentences = [
    t(`send.what.${channel ?? "none"}`, { name: draft.name }),
    ...(perHour === null ? [] : [t("send.pace", { perHour, span: wordSpan(people, perHour, t) })]),
    ...(draft.audience.kind === "condition" ? [t("send.ruleAgain")] : []),
  ];
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={sendTitle(draft, people, zone, words)}
      description={sentences.reduce((first, next) => t("send.joined", { first, next }))}
      confirmLabel={t(at === null ? "send.confirmNow" : "send.confirmLater", { count: people })}
      cancelLabel={tUi("back")}
      onConfirm={send}
    >
      <div className="flex flex-col gap-3">
        <Banner tone="warning">{at === null ? t("send.warningNow") : t("send.warningLater")}</Banner>
        {settings.data?.sendingOff && <Banner tone="danger">{t("send.sendingOff")}</Banner>}
        {settings.data?.kept
          .filter((one) => one === channel)
          .map((one) => (
            <Banner key={one} tone="info">
              {t("send.keptHere", { sentence: say(KEPT_HERE[one]) })}
            </Banner>
          ))}
      </div>
    </ConfirmDialog>
  );
}

/** "Send to 1,204 people now?" */
export function sendTitle(
  { schedule }: Pick<OneOffDraft, "schedule">,
  count: number,
  zone: string,
  words: Words,
): string {
  const { t } = words;
  return schedule.at === null
    ? t("send.titleNow", { count })
    : t("send.titleLater", { count, timing: wordTiming(schedule, zone, words) });
}
