"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { CHANNEL_WORDS, type Channel } from "#components/messages/message-words.ts";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { KEPT_HERE } from "#workflows/kept-here.ts";
import type { OneOffDraft } from "./one-off-draft.ts";
import { wordCount, wordPeople } from "./one-off-words.ts";
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
  const api = useApi();
  const refresh = useOneOffRefresh();
  const settings = useQuery(api.settings.get.queryOptions());
  const { mutateAsync } = useMutation(api.oneOffs.send.mutationOptions());
  const [people, setPeople] = useState(props.people);
  const { at, perHour } = draft.schedule;

  /** Throws in words what keeps it from being sent. */
  async function send() {
    const answer = await mutateAsync({ id, revision, people });
    switch (answer.kind) {
      case "sending":
        toast.success("It is going out", { description: "You can follow it on this page." });
        break;
      case "scheduled":
        toast.success("It is scheduled", { description: "It goes out by itself." });
        break;
      case "more-people":
        setPeople(answer.count.willGet);
        throw new Error("It has become more people since they were counted. Look at the number again");
      case "invalid":
        void refresh();
        throw new Error(`It cannot be sent yet. ${say(answer.problems[0]?.message ?? "")}`);
      case "conflict":
        void refresh();
        throw new Error("Somebody changed this message meanwhile. Go back and look at it again");
    }
    await refresh();
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={sendTitle(draft, people, zone)}
      description={
        <>
          “{draft.name}”{channel && `, by ${CHANNEL_WORDS[channel].label.toLowerCase()}`}.{" "}
          {perHour !== null && `At most ${wordCount(perHour)} an hour: ${wordSpan(people, perHour)}. `}
          {draft.audience.kind === "condition" &&
            "The rule is looked at again when it goes out, so the number may differ. "}
        </>
      }
      confirmLabel={at === null ? `Send to ${wordPeople(people)} now` : `Schedule for ${wordPeople(people)}`}
      cancelLabel="Back"
      onConfirm={send}
    >
      <div className="flex flex-col gap-3">
        <Banner tone="warning">
          {at === null
            ? "What has gone out cannot be taken back. You can stop midway."
            : "Until then you can take it back to a draft. After that you can stop midway, and what has gone out cannot be taken back."}
        </Banner>
        {settings.data?.sendingOff && (
          <Banner tone="danger">All sending is switched off. It waits until it is switched on again.</Banner>
        )}
        {settings.data?.kept
          .filter((one) => one === channel)
          .map((one) => (
            <Banner key={one} tone="info">
              {say(KEPT_HERE[one])}.
            </Banner>
          ))}
      </div>
    </ConfirmDialog>
  );
}

/** "Send to 1,204 people now?" */
export function sendTitle({ schedule }: Pick<OneOffDraft, "schedule">, people: number, zone: string): string {
  return `Send to ${wordPeople(people)} ${wordTiming(schedule, zone)}?`;
}
