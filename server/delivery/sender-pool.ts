import type { Logger } from "pino";
import { Buckets } from "#server/http/buckets.ts";
import { OneAtATime } from "#server/one-at-a-time.ts";
import { startThread } from "#server/thread.ts";
import { ThreadCalls } from "#server/thread-calls.ts";
import type { Problem } from "#workflows/validate.ts";
import type { EmailCheck } from "./email-checks.ts";
import type { SendJob, SendResult } from "./job.ts";
import type { NoticeJob, NoticeResult } from "./notice.ts";
import type { Preview } from "./previews.ts";
import type { WebhookTrial } from "./try-webhook.ts";

/** Sends a job and answers with what became of it. Rejects when nobody can tell. */
export type Send = (job: SendJob) => Promise<SendResult>;

/** Of one person; whoever writes an email looks at it after every pause. */
const PREVIEWS_PER_S = 1;
export const PREVIEWS_BURST = 30;

/** What the sending thread is asked for. */
export type SenderCall =
  | { kind: "send"; job: SendJob }
  | { kind: "notify"; job: NoticeJob }
  | { kind: "render"; jobs: SendJob[] }
  | { kind: "check-emails"; checks: EmailCheck[] }
  | { kind: "try-webhook"; job: SendJob };

/** The sending thread, seen from the main thread. A thread that dies is replaced; what it held is rejected. */
export class SenderPool {
  readonly #calls: ThreadCalls<SenderCall>;
  /** Looks at messages that nobody gets, by the id of the person who looks. */
  readonly previewLimit = new Buckets<string>(PREVIEWS_PER_S, PREVIEWS_BURST);

  /** Tries of a workflow, which many together would make the main thread slow. */
  readonly trials = new OneAtATime();

  constructor(log: Logger) {
    const start = () => startThread("sender-thread", import.meta.url);
    this.#calls = new ThreadCalls("the sending thread", start, log);
  }

  readonly send: Send = (job) => this.#calls.call({ kind: "send", job });

  /** Tells another program what happened here, once. Rejects when nobody can tell whether it arrived. */
  readonly notify = (job: NoticeJob): Promise<NoticeResult> => this.#calls.call({ kind: "notify", job });

  /** Really calls a webhook, for somebody who wants to see what happens. Rejects when nobody can tell. */
  tryWebhook(job: SendJob): Promise<WebhookTrial> {
    return this.#calls.call({ kind: "try-webhook", job });
  }

  /** Writes messages without sending them, within a limit of time: one answer for each, in their order. */
  render(jobs: SendJob[]): Promise<Preview[]> {
    return this.#calls.call({ kind: "render", jobs });
  }

  /** What is wrong with emails that nobody gets yet. */
  checkEmails(checks: EmailCheck[]): Promise<Problem[]> {
    return this.#calls.call({ kind: "check-emails", checks });
  }

  close(): Promise<void> {
    return this.#calls.close();
  }
}
