import { answerCalls } from "#server/thread-calls.ts";
import { EmailTemplates } from "./design/email-template.ts";
import { MjmlReader } from "./design/mjml-reader.ts";
import { checkEmails } from "./email-checks.ts";
import { renderPreviews } from "./previews.ts";
import { Sender } from "./sender.ts";
import type { SenderCall } from "./sender-pool.ts";

// The thread that writes and sends, so that a slow template never holds up the thread that takes events in.
const sender = new Sender(new EmailTemplates(new MjmlReader().read));
// Apart, so that no message that is due waits until somebody's preview has been read.
const previewed = new EmailTemplates(new MjmlReader({ yields: true }).read);

answerCalls((call: SenderCall): Promise<unknown> => {
  switch (call.kind) {
    case "send":
      return sender.send(call.job);
    case "notify":
      return sender.notify(call.job);
    case "render":
      return renderPreviews(call.jobs, () => performance.now(), previewed);
    case "check-emails":
      return checkEmails(call.checks, previewed);
    case "try-webhook":
      return sender.tryWebhook(call.job);
  }
});
