import { z } from "zod";

const secret = z
  .string()
  .trim()
  .min(1, "Enter the key")
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, "A key has no spaces");

/** How to reach each sending service; `secret` is what must never be shown again. */
export const providerConfig = z.discriminatedUnion("service", [
  z.object({
    service: z.literal("ses"),
    region: z
      .string()
      .trim()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "Enter a region like eu-central-1"),
    accessKeyId: z
      .string()
      .trim()
      .regex(/^[A-Z0-9]{16,128}$/, "Enter an access key ID like AKIAIOSFODNN7EXAMPLE"),
    secret,
    configurationSet: z
      .string()
      .trim()
      .regex(/^[\w-]{0,64}$/, "Only letters, numbers, _ and -")
      .default(""),
  }),
  z.object({ service: z.literal("resend"), secret }),
  z.object({
    service: z.literal("postmark"),
    secret,
    /** The message stream of mail that a person needs, and the one of marketing. */
    stream: z
      .string()
      .trim()
      .regex(/^[\w-]{1,30}$/, "Enter the stream's ID")
      .default("outbound"),
    broadcastStream: z
      .string()
      .trim()
      .regex(/^[\w-]{1,30}$/, "Enter the stream's ID")
      .default("broadcast"),
  }),
  z.object({ service: z.literal("sendgrid"), secret, region: z.enum(["global", "eu"]).default("global") }),
  z.object({
    service: z.literal("mailgun"),
    secret,
    domain: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, "Enter the sending domain, like mg.example.com"),
    region: z.enum(["us", "eu"]).default("us"),
  }),
]);
export type ProviderConfig = z.infer<typeof providerConfig>;
export type ProviderName = ProviderConfig["service"];

export const PROVIDER_NAMES = [
  "ses",
  "resend",
  "postmark",
  "sendgrid",
  "mailgun",
] as const satisfies ProviderName[];

/** What of a configuration may be shown. */
export function withoutSecret(config: ProviderConfig): Record<string, string> {
  const { secret: _secret, service: _service, ...shown } = config;
  return shown;
}
