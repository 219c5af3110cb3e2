import * as z from "zod";
import { defineAction } from "../node.ts";
import { DEFAULT_TOPIC, messageSettings, sendPorts, settleSend } from "./sending.ts";

export const sendEmail = defineAction({
  type: "send-email",
  label: "Send email",
  icon: "mail",
  summary: "Sends one email.",
  guide:
    'Goes only to people who agreed to emails and have not unsubscribed; every email carries a one-click unsubscribe. Use {{ profile.name | default: "there" }} and the like to make it personal.',
  config: z.object({
    subject: z
      .string()
      .trim()
      .min(1, "Write a subject")
      .max(300)
      .meta({ label: "Subject", control: "template", placeholder: "You left something behind" }),
    preview: z
      .string()
      .max(300)
      .default("")
      .meta({ label: "Preview text", help: "Shown after the subject in the inbox.", control: "template" }),
    body: z
      .string()
      .trim()
      .min(1, "Write the message")
      .max(20_000)
      .meta({ label: "Message", help: "An empty line starts a new paragraph.", control: "long-template" }),
    buttonLabel: z.string().max(80).default("").meta({
      label: "Button",
      help: "Leave empty for no button.",
      control: "template",
      placeholder: "Back to my cart",
    }),
    buttonUrl: z
      .string()
      .max(2000)
      .default("")
      .meta({ label: "Button link", control: "template", placeholder: "https://" }),
    ...messageSettings,
  }),
  sample: {
    subject: 'Welcome, {{ profile.name | default: "friend" }}',
    body: 'Hello {{ profile.name | default: "there" }},\n\nGood to have you with us.',
  },
  describe: (config) => `Email “${config.subject}”`,
  ports: () => sendPorts,
  execute: (config, { facts }) =>
    facts.reachable.email
      ? { kind: "effect", content: { channel: "email", ...config, topic: DEFAULT_TOPIC } }
      : { kind: "go", port: "next", reason: { code: "message.no-email" } },
  settle: settleSend,
});
