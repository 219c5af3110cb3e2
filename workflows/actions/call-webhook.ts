import * as z from "zod/mini";
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
    method: z
      ._default(z.enum(["POST", "PUT", "PATCH", "GET", "DELETE"]), "POST")
      .check(z.meta({ label: "Method" })),
    url: z.url({ protocol: /^https?$/, error: "Enter an address that starts with https://" }).check(
      z.maxLength(2000),
      z.regex(/^(?![a-z]+:\/\/[^/?#]*\{)/i, "Values can be filled in behind the host only"),
      z.meta({
        label: "Address",
        placeholder: "https://example.com/hook",
        control: "template",
        help: "A password in it is better kept as {{ secrets.NAME }}.",
      }),
    ),
    headers: z
      ._default(
        z.record(
          z.string().check(z.regex(/^[\w-]{1,100}$/, "Use letters, digits and dashes")),
          z.string().check(z.maxLength(2000), z.regex(/^[^\r\n]*$/, "No line breaks")),
        ),
        {},
      )
      .check(
        z.meta({
          label: "Headers",
          control: "headers",
          help: "{{ secrets.NAME }} stands for a secret from the settings, {{ profile.id }} for the person’s.",
        }),
      ),
    body: z._default(z.string().check(z.maxLength(50_000)), "").check(
      z.meta({
        label: "Body",
        help: "JSON. Leave empty to send the profile and what started the run. Put | json behind a value to quote it.",
        control: "json-template",
      }),
    ),
    answerName: z
      ._default(
        z
          .string()
          .check(
            z.trim(),
            z.regex(/^([A-Za-z][A-Za-z0-9_]{0,39})?$/, "Use letters, digits and _, and begin with a letter"),
          ),
        "",
      )
      .check(
        z.meta({
          section: "The answer",
          label: "Keep the answer as",
          placeholder: "points",
          help: "A JSON answer of up to 16 kB can then be used in later steps: {{ webhooks.points.body.total }}, {{ webhooks.points.status }}. Leave empty to forget it.",
        }),
      ),
    // Without one, as in steps from before it could be chosen, a call takes as long as it could then.
    timeoutSeconds: z
      ._default(z.number().check(z.int("Use whole seconds"), z.minimum(1), z.maximum(30)), 30)
      .check(
        z.meta({
          label: "Wait for it, in seconds",
          help: "From 1 to 30.",
        }),
      ),
    tries: z._default(z.number().check(z.int("Use a whole number"), z.minimum(1), z.maximum(10)), 8).check(
      z.meta({
        label: "Tries",
        help: "From 1 to 10. The first comes again after half a minute, later ones after hours.",
      }),
    ),
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
