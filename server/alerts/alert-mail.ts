import type { SenderSettings, SendJob } from "#server/delivery/job.ts";
import type { Raised } from "#server/store/alerts.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { type AlertCode, wordAlert } from "#workflows/alert-words.ts";
import { word } from "#workflows/phrase.ts";

/** The email that tells an owner of an alert. It goes past the outbox: it is no message to a customer. */
export function alertMail({
  code,
  raised,
  to,
  now,
  sender,
}: {
  code: AlertCode;
  raised: Raised;
  to: string;
  now: number;
  sender: SenderSettings;
}): SendJob {
  const { title, text, link } = wordAlert({ code, subject: raised.subject, values: raised.values });
  return {
    key: `alert-${raised.id}-${to}`,
    endpoint: to,
    content: {
      channel: "email",
      language: "en",
      subject: "{{ alert.title }}",
      preview: "",
      body: "{{ alert.text }}",
      buttonLabel: word(link.label),
      buttonUrl: `${sender.publicUrl}${link.href}`,
      transactional: true,
      topic: DEFAULT_TOPIC,
    },
    // As values, so that a hook's name is never taken for a template.
    data: { alert: { title: word(title), text: word(text) } },
    now,
    sender,
    unsubscribeUrl: null,
    preferencesUrl: null,
    tracking: null,
    utm: null,
    pushKeys: null,
    capture: false,
  };
}
