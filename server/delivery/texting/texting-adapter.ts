import type { HttpRequest, HttpResult } from "../guarded-http.ts";
import type { TextChannel } from "./config.ts";

export type Answer = Extract<HttpResult, { kind: "response" }>;

/** A text message, written out, with all that its service has to know. */
export interface ComposedText {
  channel: TextChannel;
  /** In E.164. */
  to: string;
  body: string;
  /** Instead of the body: a template that WhatsApp has approved, with what stands for {{1}}, {{2}}, … in it. */
  template: { id: string; variables: string[] } | null;
  /** By which it is known again when the service tells of it; null for what is no real message. */
  returnId: string | null;
}

/**
 * What a refusal of the service means:
 * - `key`, `account`, `sender`: our credentials, our account there or what we send from are at fault.
 * - `busy`: it may be tried again later.
 * - `refused`: this message is not taken, now or later.
 * - `number`: nothing can be sent to the recipient's number.
 * - `left`: the recipient has answered STOP, and the service sends nothing there any more.
 * - `window`: WhatsApp takes only approved templates for somebody who has not written within 24 hours.
 * - `unclear`: it may have been taken before.
 */
export type Meaning =
  | "key"
  | "account"
  | "sender"
  | "busy"
  | "refused"
  | "number"
  | "left"
  | "window"
  | "unclear";

/** One kind of service for text messages, as its documentation describes it. */
export interface TextingAdapter {
  sendRequest(text: ComposedText): HttpRequest;
  /** The service's own id of the message that it has just taken. */
  idOf(answer: Answer): string | undefined;
  /** What an answer that took nothing means. */
  meaningOf(answer: Answer): Meaning;
  /** Whether it says that nothing can ever reach the number of the recipient. */
  isNumberGone(answer: Answer): boolean;
  /** What the service says in words; "" when nothing. */
  wordsOf(answer: Answer): string;
  /** A request that tells whether the token works, and sends nothing. */
  checkRequest(): HttpRequest;
}
