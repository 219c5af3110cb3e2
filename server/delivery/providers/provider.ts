import { type ComposedEmail, RETURN_HEADER } from "../email.ts";
import type { HttpRequest, HttpResult } from "../guarded-http.ts";

export type Answer = Extract<HttpResult, { kind: "response" }>;

/**
 * What a refusal of the service means:
 * - `key`, `account`, `sender`: our credentials, our account there or our own address are at fault, never the recipient.
 * - `busy`: it may be tried again later.
 * - `refused`: this message is not taken, now or later.
 * - `suppressed`: the service has seen the recipient bounce or complain, and writes there no more.
 * - `unclear`: it may have been taken before.
 */
export type Meaning = "key" | "account" | "sender" | "busy" | "refused" | "suppressed" | "unclear";

/** One sending service as its documentation describes it. */
export interface EmailProvider {
  /** Where its API answers, without a path. */
  origin: string;
  /** It takes a message only once however often it is handed over, so one without an answer is handed over once more. */
  recognisesRepeats: boolean;
  sendRequest(mail: ComposedEmail, at: RequestContext): HttpRequest | Promise<HttpRequest>;
  /** The service's own id of the message that it has just taken. */
  idOf(answer: Answer): string | undefined;
  /** What a refusal means where the status alone does not tell; null leaves it to the status. */
  meaningOf(answer: Answer): Meaning | null;
  /** A request that tells whether the key works, and sends nothing. */
  checkRequest(at: RequestContext): HttpRequest;
  /** Why the key cannot be used to send, by the answer to that; null when it can. */
  checkProblem(answer: Answer): Meaning | null;
}

export interface RequestContext {
  origin: string;
  /** Epoch milliseconds. */
  now: number;
}

/** The object in an answer's body; empty when it is none. */
export function jsonOf({ body }: Pick<Answer, "body">): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

export function textIn(json: Record<string, unknown>, name: string): string | undefined {
  const value = json[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** "Name" <address>, with what would end the quotes escaped (RFC 5322). */
export function mailbox({ name, address }: { name: string; address: string }): string {
  return name ? `"${name.replace(/["\\]/g, "\\$&")}" <${address}>` : address;
}

/** What the service is asked to tell with all that it says of the message later; under this name where it takes one. */
export const RETURN_TAG = "rekindle-message";

/** By what a message is known again when the service tells of it; undefined for what is no real message. */
export function returnIdOf({ options }: ComposedEmail): string | undefined {
  return options.headers[RETURN_HEADER]?.value;
}

/** The headers beside the usual ones: for one-click unsubscribing, and to know it again. */
export function ownHeaders({ options }: ComposedEmail): Record<string, string> {
  return Object.fromEntries(Object.entries(options.headers).map(([name, { value }]) => [name, value]));
}

/** Marketing carries a way to unsubscribe, what a person needs does not. */
export function isMarketing(mail: ComposedEmail): boolean {
  return "List-Unsubscribe" in mail.options.headers;
}

/** Whether an answer took what was asked. */
export function isAccepted({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** For a check: whatever is not an answer that took it is a problem, the key's own where it says so. */
export function problemByStatus(answer: Answer): Meaning | null {
  if (isAccepted(answer)) return null;
  return answer.status === 401 || answer.status === 403 ? "key" : "busy";
}
