import type { Message } from "#components/shell/outputs.ts";
import type { MessageWords } from "./message-words.ts";

/** The channels that need something to be set up, without which their messages stay here. */
const NEEDY = ["email", "sms", "whatsapp"] as const;

/** Why a message that was sent did not leave this server. */
export function wordKept(
  { channel, isTest }: Pick<Message, "channel" | "isTest">,
  t: MessageWords,
): { title: string; text: string } {
  const needy = NEEDY.find((known) => known === channel);
  const cause = needy && t(`kept.causes.${needy}`);
  if (isTest) {
    const text = cause ? t("kept.written", { cause }) : t("kept.test");
    return { title: t("page.test"), text };
  }
  const other = t("kept.sampleShop");
  const why = cause ? t("kept.either", { cause, other }) : other;
  return { title: t("kept.title"), text: t("kept.written", { cause: why }) };
}
