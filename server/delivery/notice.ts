import type { GuardedHttp, HttpResult } from "./guarded-http.ts";
import { retryAfterMs } from "./retry-after.ts";

/** How much of an answer's body is shown. */
const ANSWER_SHOWN_MAX_CHARS = 200;

/** One try to tell another program something, signed already. */
export interface NoticeJob {
  url: string;
  headers: Record<string, string>;
  body: string;
  now: number;
  /** Addresses inside private networks that may be reached. */
  allow: string[];
}

/**
 * What became of a try. `answer` is for people. Everything but `delivered` and `gone` may be tried again: the receiver
 * recognises a repeat by its webhook-id.
 */
export type NoticeResult =
  | { kind: "delivered"; answer: string }
  /** The receiver wants no more of them, ever. */
  | { kind: "gone"; answer: string }
  | { kind: "not-delivered"; answer: string; retryAfterMs?: number };

/** Posts one notice. Never rejects. A redirect is a failure: whoever moves an address says so here. */
export async function sendNotice(
  { url, headers, body, now }: NoticeJob,
  client: GuardedHttp,
): Promise<NoticeResult> {
  const result = await client.request({
    url,
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "Rekindle", ...headers },
    body,
    redirectsMax: 0,
  });
  const answer = wordAnswer(result);
  if (result.kind !== "response") return { kind: "not-delivered", answer };
  const { status } = result;
  if (status >= 200 && status < 300) return { kind: "delivered", answer };
  if (status === 410) return { kind: "gone", answer };
  const wait = retryAfterMs(result.headers["retry-after"], now);
  return { kind: "not-delivered", answer, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
}

function wordAnswer(result: HttpResult): string {
  switch (result.kind) {
    case "response":
      return `${result.status} ${result.body.slice(0, ANSWER_SHOWN_MAX_CHARS)}`.trim();
    case "no-connection":
      return `Could not connect: ${result.values.reason}`;
    case "interrupted":
      return result.code === "timeout" ? "No answer in time" : "The connection broke before an answer came";
    case "refused":
      if (result.code === "address-refused")
        return "Not sent: the address is inside a private network. OUTBOUND_ALLOW can allow it";
      return "Not sent: this is not an address that can be called";
  }
}
