import * as z from "zod";
import { defineAction } from "../node.ts";
import { pushOptions } from "./push-options.ts";
import { messageSettings, sendPorts, settleSend } from "./sending.ts";

export const sendWebPush = defineAction({
  type: "send-web-push",
  label: "Send web push",
  icon: "bell",
  summary: "Shows a notification in the person's browser.",
  guide:
    "Goes to every browser in which the person allowed notifications. Somebody without one goes on to the next step. Texts, links and the addresses of pictures go out together and may take 3,993 bytes; a longer notification is not sent, and the person takes the path “If it fails”.",
  config: z.object({
    title: z
      .string()
      .trim()
      .min(1, "Write a title")
      .max(120)
      .meta({ label: "Title", control: "template", placeholder: "Still thinking it over?" }),
    body: z.string().max(500).default("").meta({ label: "Text", control: "template" }),
    url: z.string().max(2000).default("").meta({
      label: "Opens",
      help: "The page that a click opens.",
      control: "template",
      placeholder: "https://",
    }),
    ...messageSettings,
    ...pushOptions,
  }),
  sample: { title: "Your cart is waiting", body: "We kept it for you." },
  describe: (config) => `Notify “${config.title}”`,
  ports: () => sendPorts,
  execute: (config, { facts }) =>
    facts.reachable.webPush
      ? { kind: "effect", content: { channel: "web-push", ...config } }
      : { kind: "go", port: "next", reason: { code: "message.no-push" } },
  settle: settleSend,
});
