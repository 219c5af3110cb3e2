import { verify, X509Certificate } from "node:crypto";
import { type Json, objectOf, textOf } from "./told-bounce.ts";

/** Where Amazon SNS keeps its certificates and confirms subscriptions; nobody else can have such a host. */
const SNS_HOST = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/;
/** Of them there are a few in a year. */
const CERTIFICATES_MAX = 20;
const NOTIFICATION_FIELDS = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
const CONFIRMATION_FIELDS = [
  "Message",
  "MessageId",
  "SubscribeURL",
  "Timestamp",
  "Token",
  "TopicArn",
  "Type",
];

export type SnsMessage =
  | { kind: "notification"; message: string }
  /** To be followed once, so that notifications come. */
  | { kind: "confirmation"; url: string }
  | { kind: "other" }
  | { kind: "forged" }
  /** Its certificate could not be fetched just now. */
  | { kind: "unchecked" };

/** Fetches a text over HTTPS; null when that fails. */
export type FetchText = (url: string) => Promise<string | null>;

/** Reads what Amazon SNS posts, after checking its signature with a certificate that it is known to keep itself. */
export class SnsReader {
  readonly #fetchText: FetchText;
  readonly #certificates = new Map<string, string>();

  constructor(fetchText: FetchText) {
    this.#fetchText = fetchText;
  }

  async read(json: unknown): Promise<SnsMessage> {
    const envelope = objectOf(json);
    const url = textOf(envelope.SigningCertURL);
    if (!isSnsUrl(url) || !new URL(url).pathname.endsWith(".pem")) return { kind: "forged" };
    const pem = await this.#certificate(url);
    if (pem === null) return { kind: "unchecked" };
    if (!isSigned(envelope, pem)) return { kind: "forged" };
    if (envelope.Type === "Notification") return { kind: "notification", message: textOf(envelope.Message) };
    const subscribe = textOf(envelope.SubscribeURL);
    if (envelope.Type === "SubscriptionConfirmation")
      return isSnsUrl(subscribe) ? { kind: "confirmation", url: subscribe } : { kind: "forged" };
    return { kind: "other" };
  }

  async #certificate(url: string): Promise<string | null> {
    const known = this.#certificates.get(url);
    if (known !== undefined) return known;
    const pem = await this.#fetchText(url);
    if (pem === null) return null;
    if (this.#certificates.size >= CERTIFICATES_MAX) this.#certificates.clear();
    this.#certificates.set(url, pem);
    return pem;
  }
}

/** Whether a web address leads to Amazon SNS and nowhere else. */
export function isSnsUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    url.protocol === "https:" &&
    url.port === "" &&
    url.username === "" &&
    SNS_HOST.test(url.hostname)
  );
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
function isSigned(envelope: Json, pem: string): boolean {
  const fields = envelope.Type === "Notification" ? NOTIFICATION_FIELDS : CONFIRMATION_FIELDS;
  const text = fields
    .filter((field) => typeof envelope[field] === "string")
    .map((field) => `${field}\n${textOf(envelope[field])}\n`)
    .join("");
  const digest = envelope.SignatureVersion === "2" ? "sha256" : "sha1";
  try {
    const { publicKey } = new X509Certificate(pem);
    return verify(digest, Buffer.from(text), publicKey, Buffer.from(textOf(envelope.Signature), "base64"));
  } catch {
    return false;
  }
}
