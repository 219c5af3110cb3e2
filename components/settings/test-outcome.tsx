import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import type { Phrase } from "#workflows/phrase.ts";

type Answer = {
  kind: "sent" | "captured" | "under-way" | "failed";
  text: Phrase;
  /** The message to look at; without it, all of them. */
  messageId?: number;
};

const TONE = { sent: "success", captured: "info", "under-way": "info", failed: "danger" } as const;

/** What became of a test that somebody sent from the settings; nothing before that. */
export function TestOutcome({
  error,
  answer,
}: {
  error: { message: string } | null;
  answer: Answer | undefined;
}) {
  const t = useTranslations("settings");
  const say = useSay();
  if (error) {
    return (
      <Banner tone="danger" role="alert" className="mt-4">
        {error.message}
      </Banner>
    );
  }
  if (!answer) return null;
  const { kind, text, messageId } = answer;
  return (
    <Banner
      tone={TONE[kind]}
      role="alert"
      title={t(`test.outcome.${kind}`)}
      className="mt-4"
      action={
        (messageId !== undefined || kind !== "sent") && (
          <Link
            href={messageId === undefined ? "/messages" : `/messages/${messageId}`}
            className="font-medium underline underline-offset-3"
          >
            {messageId === undefined ? t("test.seeMessages") : t("test.seeMessage")}
          </Link>
        )
      }
    >
      {say(text)}
    </Banner>
  );
}
