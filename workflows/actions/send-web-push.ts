import * as z from "zod/mini";
import type { EffectContent } from "../effect-content.ts";
import { type Reader, readerOf } from "../facts.ts";
import { defineAction } from "../node.ts";
import { phrase } from "../phrase.ts";
import { chooseVariant, variantsOf } from "../variants.ts";
import { pushExtras, pushOptions } from "./push-options.ts";
import { messageSettings, sendPorts, settleSend } from "./sending.ts";

const texts = {
  title: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Write a title"),
      z.maxLength(120),
      z.meta({ label: "Title", control: "template", placeholder: "Still thinking it over?" }),
    ),
  body: z._default(z.string().check(z.maxLength(500)), "").check(
    z.meta({
      label: "Text",
      help: "One or two short lines: phones cut off the rest.",
      control: "template",
    }),
  ),
  url: z._default(z.string().check(z.maxLength(2000)), "").check(
    z.meta({
      label: "Opens",
      help: "The page that a click opens.",
      control: "template",
      placeholder: "https://",
    }),
  ),
};

const config = z.object({
  ...texts,
  ...messageSettings,
  ...pushOptions,
  variants: variantsOf(z.object({ ...texts, ...pushExtras })),
});

export const sendWebPush = defineAction({
  type: "send-web-push",
  label: "Send web push",
  icon: "bell",
  summary: "Shows a notification in the person's browser.",
  guide:
    "Goes to every browser in which the person allowed notifications. Somebody without one goes on to the next step. Texts, links and the addresses of pictures go out together and may take 3,993 bytes; a longer notification is not sent, and the person takes the path “If it fails”.",
  config,
  sample: { title: "Your cart is waiting", body: "We kept it for you." },
  describe: ({ title }) => phrase("Notify “{title}”", { title }),
  ports: () => sendPorts,
  execute: (config, { facts }) =>
    facts.reachable.webPush
      ? { kind: "effect", content: pushContent(config, readerOf(facts)) }
      : { kind: "go", port: "next", reason: { code: "message.no-push" } },
  settle: settleSend,
});

/** The notification that a step with these settings shows to this reader. */
export function pushContent(
  config: PushConfig,
  reader: Reader,
): Extract<EffectContent, { channel: "web-push" }> {
  const { language, config: chosen } = chooseVariant(config, reader);
  return { channel: "web-push", ...chosen, ...(language === null ? {} : { language }) };
}

type PushConfig = z.output<typeof config>;
