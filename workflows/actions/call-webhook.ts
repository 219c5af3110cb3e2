import * as z from "zod";
import { hostOf } from "../host-of.ts";
import { MASK } from "../mask.ts";
import { defineAction } from "../node.ts";
import { sendPorts, settleSend } from "./sending.ts";

export const callWebhook = defineAction({
  type: "call-webhook",
  label: "Call webhook",
  icon: "webhook",
  summary: "Sends data to another program.",
  guide:
    "The same webhook-id is sent with every try, so the receiver can recognise a repeat. Answers 408, 429 and 5xx are tried again; any other error takes the path “If it fails”. Addresses inside private networks are refused.",
  config: z.object({
    method: z.enum(["POST", "PUT", "PATCH", "GET", "DELETE"]).default("POST").meta({ label: "Method" }),
    url: z
      .url({ protocol: /^https?$/, error: "Enter an address that starts with https://" })
      .max(2000)
      .meta({ label: "Address", placeholder: "https://example.com/hook" }),
    headers: z
      .record(
        z.string().regex(/^[\w-]{1,100}$/, "Use letters, digits and dashes"),
        z
          .string()
          .max(2000)
          .regex(/^[^\r\n]*$/, "No line breaks"),
      )
      .default({})
      .meta({ label: "Headers", control: "headers" }),
    body: z.string().max(50_000).default("").meta({
      label: "Body",
      help: "JSON. Leave empty to send the profile and what started the run. Put | json behind a value to quote it.",
      control: "json-template",
    }),
  }),
  sample: { url: "https://example.com/hook" },
  describe: (config) => `${config.method} ${hostOf(config.url) ?? config.url}`,
  ports: () => sendPorts,
  execute: (config) => ({ kind: "effect", content: { channel: "webhook", ...config } }),
  settle: settleSend,
});

/** Headers as others may see them: a value is often a password of the receiver. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, MASK]));
}
