import type { Logger } from "pino";
import { startThread } from "#server/thread.ts";
import { ThreadCalls } from "#server/thread-calls.ts";
import type { SendJob, SendResult } from "./job.ts";
import type { NoticeJob, NoticeResult } from "./notice.ts";
import type { Preview } from "./previews.ts";

/** Sends a job and answers with what became of it. Rejects when nobody can tell. */
export type Send = (job: SendJob) => Promise<SendResult>;

/** What the sending thread is asked for. */
export type SenderCall =
  | { kind: "send"; job: SendJob }
  | { kind: "notify"; job: NoticeJob }
  | { kind: "render"; jobs: SendJob[] };

/** The sending thread, seen from the main thread. A thread that dies is replaced; what it held is rejected. */
export class SenderPool {
  readonly #calls: ThreadCalls<SenderCall>;

  constructor(log: Logger) {
    const start = () => startThread("sender-thread", import.meta.url);
    this.#calls = new ThreadCalls("the sending thread", start, log);
  }

  readonly send: Send = (job) => this.#calls.call({ kind: "send", job });

  /** Tells another program what happened here, once. Rejects when nobody can tell whether it arrived. */
  readonly notify = (job: NoticeJob): Promise<NoticeResult> => this.#calls.call({ kind: "notify", job });

  /** Writes messages without sending them, within a limit of time: one answer for each, in their order. */
  render(jobs: SendJob[]): Promise<Preview[]> {
    return this.#calls.call({ kind: "render", jobs });
  }

  close(): Promise<void> {
    return this.#calls.close();
  }
}
