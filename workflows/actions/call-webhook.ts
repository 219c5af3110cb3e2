import * as z from "zod";
import { hostOf } from "../host-of.ts";
import { MASK } from "../mask.ts";
import { defineAction } from "../node.ts";
import { verbatim } from "../phrase.ts";
import { sendPorts, settleSend } from "./sending.ts";

export const callWebhook = defineAction({
  type: "call-webhook",
  label: "Call webhook",
  icon: "webhook",
  summary: "Sends data to another program.",
  guide:
    "The same webhook-id is sent with every try, so the receiver can recognise a repeat, and every call is signed after Standard Webhooks with the secret shown in the settings under Secrets. Answers 408, 429 and 5xx are tried again, with growing waits in between; any other error takes the path “If it fails”. Addresses inside private networks are refused. Keep passwords and tokens in the settings under Secrets, and write {{ secrets.NAME }} in the address or a header.",
  config: z.object({
    method: z.enum(["POST", "PUT", "PATCH", "GET", "DELETE"]).default("POST").meta({ label: "Method" }),
    url: z
      .url({ protocol: /^https?$/, error: "Enter an address that starts with https://" })
      .max(2000)
      .regex(/^(?![a-z]+:\/\/[^/?#]*\{)/i, "Values can be filled in behind the host only")
      .meta({
        label: "Address",
        placeholder: "https://example.com/hook",
        control: "template",
        help: "A password in it is better kept as {{ secrets.NAME }}.",
      }),
    headers: z
      .record(
        z.string().regex(/^[\w-]{1,100}$/, "Use letters, digits and dashes"),
        z
          .string()
          .max(2000)
          .regex(/^[^\r\n]*$/, "No line breaks"),
      )
      .default({})
      .meta({
        label: "Headers",
        control: "headers",
        help: "{{ secrets.NAME }} stands for a secret from the settings, {{ profile.id }} for the person’s.",
      }),
    body: z.string().max(50_000).default("").meta({
      label: "Body",
      help: "JSON. Leave empty to send the profile and what started the run. Put | json behind a value to quote it.",
      control: "json-template",
    }),
    answerName: z
      .string()
      .trim()
      .regex(/^([A-Za-z][A-Za-z0-9_]{0,39})?$/, "Use letters, digits and _, and begin with a letter")
      .default("")
      .meta({
        section: "The answer",
        label: "Keep the answer as",
        placeholder: "points",
        help: "A JSON answer of up to 16 kB can then be used in later steps: {{ webhooks.points.body.total }}, {{ webhooks.points.status }}. Leave empty to forget it.",
      }),
    // Without one, as in steps from before it could be chosen, a call takes as long as it could then.
    timeoutSeconds: z.number().int("Use whole seconds").min(1).max(30).default(30).meta({
      label: "Wait for it, in seconds",
      help: "From 1 to 30.",
    }),
    tries: z.number().int("Use a whole number").min(1).max(10).default(8).meta({
      label: "Tries",
      help: "From 1 to 10. The first comes again after half a minute, later ones after hours.",
    }),
  }),
  sample: { url: "https://example.com/hook", timeoutSeconds: 10 },
  describe: ({ method, url }) => verbatim(`${method} ${hostOf(url) ?? url}`),
  ports: () => sendPorts,
  execute: (config) => ({ kind: "effect", content: { channel: "webhook", ...config } }),
  settle: settleSend,
  keepsAnswerAs: ({ answerName }) => answerName,
});

/** Headers as others may see them: a value is often a password of the receiver. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, MASK]));
}
