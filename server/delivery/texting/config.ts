import { z } from "zod";
import { phoneAddress } from "#workflows/phone-address.ts";

const TWILIO_BASE_URL = "https://api.twilio.com";
const BASE_URL_MAX_CHARS = 500;
/** A pool of numbers that the service chooses from. */
const MESSAGING_SERVICE = /^MG[0-9a-f]{32}$/i;
const SHORT_CODE = /^\d{3,8}$/;
/** A name instead of a number: at most 11 letters, digits, spaces and a few signs, with a letter among them. */
const SENDER_NAME = /^(?=.*[a-z])[a-z0-9 &+_-]{1,11}$/i;

const smsFrom = z
  .string()
  .trim()
  .transform((text) => phoneAddress(text) ?? text)
  .refine(
    (text) =>
      text === "" ||
      phoneAddress(text) !== null ||
      MESSAGING_SERVICE.test(text) ||
      SHORT_CODE.test(text) ||
      SENDER_NAME.test(text),
    "Enter a number with its country, like +15551234567, a messaging service like MG…, a short code, or a name of at most 11 letters",
  );

const whatsappFrom = z
  .string()
  .trim()
  .transform((text) => text.replace(/^whatsapp:/i, ""))
  .transform((text) => phoneAddress(text) ?? text)
  .refine(
    (text) => text === "" || phoneAddress(text) !== null || MESSAGING_SERVICE.test(text),
    "Enter a number with its country, like +15551234567, or a messaging service like MG…",
  );

/** How to reach a service that takes text messages as Twilio's API does; `authToken` must never be shown again. */
export const textingConfig = z.object({
  accountSid: z
    .string()
    .trim()
    .regex(/^[\w-]{1,100}$/, "Enter the account SID, which begins with AC"),
  authToken: z
    .string()
    .trim()
    .min(1, "Enter the auth token")
    .max(1000)
    .regex(/^[\x21-\x7e]+$/, "An auth token has no spaces"),
  /** What text messages come from; "": none are sent. */
  smsFrom,
  /** What WhatsApp messages come from, without "whatsapp:"; "": none are sent. */
  whatsappFrom,
  baseUrl: z
    .string()
    .trim()
    .max(BASE_URL_MAX_CHARS)
    .transform((text) => text.replace(/\/+$/, "") || TWILIO_BASE_URL)
    .refine(isBaseUrl, "Enter a web address like https://api.twilio.com"),
});

/** `statusCallback`: where the service tells what became of a message, without which message; null: nowhere. */
export type TextingConfig = z.infer<typeof textingConfig> & { statusCallback: string | null };

export const TEXT_CHANNELS = ["sms", "whatsapp"] as const;
export type TextChannel = (typeof TEXT_CHANNELS)[number];

/** What messages of a channel come from; "" where it has no sender. */
export function textsFrom(config: Pick<TextingConfig, "smsFrom" | "whatsappFrom">, channel: TextChannel) {
  return channel === "sms" ? config.smsFrom : config.whatsappFrom;
}

export function isMessagingService(from: string): boolean {
  return MESSAGING_SERVICE.test(from);
}

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}
