import * as z from "zod/mini";
import type { EffectContent } from "../effect-content.ts";
import { type Reader, readerOf } from "../facts.ts";
import { defineAction } from "../node.ts";
import { phrase } from "../phrase.ts";
import { chooseVariant, variantsOf } from "../variants.ts";
import { messageSettings, sendPorts, settleSend } from "./sending.ts";
import { optOutHint, TEXT_MAX_CHARS } from "./text-options.ts";

const texts = {
  body: z.string().check(
    z.trim(),
    z.minLength(1, "Write the text"),
    z.maxLength(TEXT_MAX_CHARS),
    z.meta({
      label: "Text",
      control: "text-message",
      placeholder: "Hi {{ profile.firstName | default: 'there' }}, your cart is waiting: https://",
    }),
  ),
};

const config = z.object({
  ...texts,
  ...messageSettings,
  optOutHint,
  variants: variantsOf(z.object(texts)),
});
type SmsConfig = z.output<typeof config>;

export const sendSms = defineAction({
  type: "send-sms",
  label: "Send text message",
  icon: "message-square",
  summary: "Sends a text message to the person's phone.",
  guide:
    "Goes to the phone number of the profile, which needs its country, like +15551234567. Somebody without one goes on to the next step. The phone network counts and bills a long text as several messages: 160 characters fit into one, 70 with letters or emoji outside its own alphabet. Whoever answers STOP gets no more.",
  config,
  sample: { body: "Your cart is waiting. We kept it for you." },
  describe: ({ body }) => phrase("Text “{body}”", { body }),
  ports: () => sendPorts,
  execute: (config, { facts }) =>
    facts.reachable.phone
      ? { kind: "effect", content: smsContent(config, readerOf(facts)) }
      : { kind: "go", port: "next", reason: { code: "message.no-phone" } },
  settle: settleSend,
});

/** The text message that a step with these settings sends to this reader. */
export function smsContent(config: SmsConfig, reader: Reader): Extract<EffectContent, { channel: "sms" }> {
  const { language, config: chosen } = chooseVariant(config, reader);
  return { channel: "sms", ...chosen, ...(language === null ? {} : { language }) };
}
