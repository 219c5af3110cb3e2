import { sendEmail } from "./email.ts";
import { createGuardedHttp, type GuardedHttp } from "./guarded-http.ts";
import type { SendJob, SendResult } from "./job.ts";
import { type NoticeJob, type NoticeResult, sendNotice } from "./notice.ts";
import type { DeliveryOutcome } from "./outcome.ts";
import { type Rendering, renderMessage } from "./render.ts";
import { type SmtpConfig, type SmtpTransport, smtpTransport } from "./smtp-transport.ts";
import { sendWebPush } from "./web-push.ts";
import { sendWebhook } from "./webhook.ts";

/** A browser that was closed for longer than this does not get yesterday's notification. */
const PUSH_TTL_SECONDS = 24 * 3600;

/** Writes messages and hands them over. Connections are kept for the settings they were made with. */
export class Sender {
  #smtp: { key: string; transport: SmtpTransport } | null = null;
  #http: { key: string; client: GuardedHttp } | null = null;

  async send(job: SendJob): Promise<SendResult> {
    const rendering = renderMessage(job);
    if (rendering.kind === "error") {
      return { outcome: { kind: "failed", code: rendering.code, values: rendering.values }, rendered: null };
    }
    if (job.capture) return { outcome: { kind: "sent", captured: true }, rendered: rendering.rendered };
    return { outcome: await this.#handOver(job, rendering), rendered: rendering.rendered };
  }

  /** Tells another program what happened here. */
  notify(job: NoticeJob): Promise<NoticeResult> {
    return sendNotice(job, this.#client(job.allow));
  }

  async close(): Promise<void> {
    this.#smtp?.transport.close();
    await this.#http?.client.close();
  }

  #handOver(job: SendJob, rendering: Exclude<Rendering, { kind: "error" }>): Promise<DeliveryOutcome> {
    switch (rendering.kind) {
      case "email":
        return sendEmail(rendering.mail, this.#transport(job.sender.smtp!));
      case "web-push":
        return sendWebPush(
          {
            subscription: { endpoint: job.endpoint, keys: job.pushKeys! },
            payload: rendering.payload,
            vapid: job.sender.vapid,
            ttlSeconds: PUSH_TTL_SECONDS,
          },
          { client: this.#client(job.sender.allow), now: job.now },
        );
      case "webhook":
        return sendWebhook(
          { ...rendering.request, key: job.key },
          { client: this.#client(job.sender.allow), now: job.now },
        );
    }
  }

  #transport(config: SmtpConfig): SmtpTransport {
    const key = JSON.stringify(config);
    if (this.#smtp?.key !== key) {
      this.#smtp?.transport.close();
      this.#smtp = { key, transport: smtpTransport(config) };
    }
    return this.#smtp.transport;
  }

  #client(allow: string[]): GuardedHttp {
    const key = JSON.stringify(allow);
    if (this.#http?.key !== key) {
      void this.#http?.client.close();
      this.#http = { key, client: createGuardedHttp({ allow }) };
    }
    return this.#http.client;
  }
}
