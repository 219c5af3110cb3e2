import { answerCalls } from "#server/thread-calls.ts";
import { EmailTemplates } from "./design/email-template.ts";
import { previewEmail } from "./preview-email.ts";
import { renderPreviews } from "./previews.ts";
import { Sender } from "./sender.ts";
import type { SenderCall } from "./sender-pool.ts";

// The thread that writes and sends, so that a slow template never holds up the thread that takes events in.
const templates = new EmailTemplates();
const sender = new Sender(templates);

answerCalls((call: SenderCall): Promise<unknown> => {
  switch (call.kind) {
    case "send":
      return sender.send(call.job);
    case "notify":
      return sender.notify(call.job);
    case "render":
      return renderPreviews(call.jobs, () => performance.now(), templates);
    case "preview-email":
      return previewEmail(call.job, templates);
    case "try-webhook":
      return sender.tryWebhook(call.job);
  }
});
