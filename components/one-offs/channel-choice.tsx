"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { ChannelIcon } from "#components/messages/channel-icon.tsx";
import { useSay } from "#components/say.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { findNode } from "#workflows/catalogue.ts";
import { messageKinds } from "./new-message.ts";

type Props = {
  /** The action that is chosen; null for none yet. */
  type: string | null;
  onChoose(type: string): void;
};

/** By which channel the message goes out. */
export function ChannelChoice({ type, onChoose }: Props) {
  const say = useSay();
  const t = useTranslations("one-offs.message");
  const channelName = useTranslations("messages.channels");
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 text-sm font-medium">{t("channel")}</legend>
      <div className="grid gap-1.5 sm:grid-cols-2 xl:grid-cols-3">
        {messageKinds().map((kind) => (
          <Choice
            key={kind.type}
            name={name}
            checked={kind.type === type}
            onChoose={() => onChoose(kind.type)}
            label={
              <span className="flex items-center gap-2 font-medium">
                {/* Its name stands beside it. */}
                <span aria-hidden="true" className="inline-flex">
                  <ChannelIcon channel={kind.channel} />
                </span>
                {channelName(kind.channel)}
              </span>
            }
            help={say(findNode(kind.type)?.summary ?? "")}
          />
        ))}
      </div>
    </fieldset>
  );
}
