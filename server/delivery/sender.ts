import { deliverWebhook } from "./deliver-webhook.ts";
import { EmailTemplates } from "./design/email-template.ts";
import { sendEmail } from "./email.ts";
import type { EmailService } from "./email-service.ts";
import { createGuardedHttp, type GuardedHttp } from "./guarded-http.ts";
import type { SenderSettings, SendJob, SendResult } from "./job.ts";
import { type NoticeJob, type NoticeResult, sendNotice } from "./notice.ts";
import type { DeliveryOutcome } from "./outcome.ts";
import { providerService } from "./providers/provider-service.ts";
import type { Rendering } from "./render.ts";
import { type SmtpConfig, smtpTransport } from "./smtp-transport.ts";
import { sendText } from "./texting/texting-service.ts";
import { tryWebhook, type WebhookTrial } from "./try-webhook.ts";
import { sendWebPush } from "./web-push.ts";
import { writeMessage } from "./write-message.ts";

/** Writes messages and hands them over. Connections are kept for the settings they were made with. */
export class Sender {
  #email: { key: string; service: EmailService } | null = null;
  #http: { key: string; client: GuardedHttp } | null = null;
  readonly #templates: EmailTemplates;

  constructor(templates = new EmailTemplates()) {
    this.#templates = templates;
  }

  async send(job: SendJob): Promise<SendResult> {
    const rendering = await writeMessage(job, this.#templates);
    if (rendering.kind === "error") {
      return { outcome: { kind: "failed", code: rendering.code, values: rendering.values }, rendered: null };
    }
    // It stays here: the person's browser asks for it. Nobody's does for people who do not exist.
    if (rendering.kind === "in-app") {
      const captured = job.capture ? { captured: true as const } : {};
      return { outcome: { kind: "sent", ...captured }, rendered: rendering.rendered };
    }
    if (job.capture) return { outcome: { kind: "sent", captured: true }, rendered: rendering.rendered };
    const { rendered } = rendering;
    if (rendering.kind === "webhook")
      return { ...(await deliverWebhook(job, rendering.request, this.#client(job.sender.allow))), rendered };
    return { outcome: await this.#handOver(job, rendering), rendered };
  }

  /** Tells another program what happened here. */
  notify(job: NoticeJob): Promise<NoticeResult> {
    return sendNotice(job, this.#client(job.allow));
  }

  /** Really calls a webhook, for somebody who wants to see what happens. */
  tryWebhook(job: SendJob): Promise<WebhookTrial> {
    return tryWebhook(job, this.#client(job.sender.allow));
  }

  async close(): Promise<void> {
    this.#email?.service.close();
    await this.#http?.client.close();
  }

  #handOver(
    job: SendJob,
    rendering: Exclude<Rendering, { kind: "error" | "webhook" | "in-app" }>,
  ): Promise<DeliveryOutcome> {
    switch (rendering.kind) {
      case "email":
        return this.#service(job.sender).send(rendering.mail);
      case "text": {
        const { texting, allow } = job.sender;
        return sendText(texting!, rendering.text, { client: this.#client(allow), now: job.now });
      }
      case "web-push": {
        const { payload, ttlSeconds, urgency, topic } = rendering;
        const subscription = { endpoint: job.endpoint, keys: job.pushKeys! };
        return sendWebPush(
          { subscription, vapid: job.sender.vapid, payload, ttlSeconds, urgency, topic },
          { client: this.#client(job.sender.allow), now: job.now },
        );
      }
    }
  }

  #service({ smtp, provider, allow }: SenderSettings): EmailService {
    const key = JSON.stringify({ smtp, provider, allow });
    if (this.#email?.key !== key) {
      this.#email?.service.close();
      const service = smtp ? smtpService(smtp) : providerService(provider!, { client: this.#client(allow) });
      this.#email = { key, service };
    }
    return this.#email.service;
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

function smtpService(config: SmtpConfig): EmailService {
  const transport = smtpTransport(config);
  return { send: (mail) => sendEmail(mail, transport), close: () => transport.close() };
}
