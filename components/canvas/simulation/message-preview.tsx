"use client";

import { useTranslations } from "next-intl";
import { InAppDrawing } from "#components/messages/in-app-drawing.tsx";
import { PushNotification } from "#components/messages/push-notification.tsx";
import { TextBubble } from "#components/messages/text-bubble.tsx";
import type { SimulatedMessage } from "#components/workflows/outputs.ts";

/** A message as the customer, or the receiving program, would see it. */
export function MessagePreview({ message }: { message: SimulatedMessage }) {
  switch (message.channel) {
    case "email":
      return <EmailPreview message={message} />;
    case "web-push":
      return <PushPreview message={message} />;
    case "sms":
    case "whatsapp":
      return <TextBubble text={message} className="mt-2" />;
    case "in-app":
      return <InAppPreview message={message} />;
    case "webhook":
      return <WebhookPreview message={message} />;
  }
}

type Of<Channel extends SimulatedMessage["channel"]> = Extract<SimulatedMessage, { channel: Channel }>;

function EmailPreview({ message }: { message: Of<"email"> }) {
  const t = useTranslations("simulation.log");
  return (
    <figure className="mt-2 overflow-hidden rounded-md border bg-raised shadow-card">
      <figcaption className="border-b px-3 py-2 text-sm">
        <span className="block truncate font-medium">{message.subject}</span>
        <span className="block truncate text-xs text-muted">{t("to", { address: message.to })}</span>
      </figcaption>
      {/* The message is the owner's own HTML with the customer's data in it: shown, never run. */}
      <iframe
        sandbox=""
        srcDoc={message.html}
        title={t("emailTitle", { subject: message.subject })}
        className="block h-72 w-full bg-white"
      />
    </figure>
  );
}

function PushPreview({ message }: { message: Of<"web-push"> }) {
  const t = useTranslations("simulation.log");
  return (
    <figure className="mt-2">
      <PushNotification push={message} device="phone" />
      {message.url && (
        <figcaption className="mt-1 truncate text-xs text-muted">
          {t("opens", { url: message.url })}
        </figcaption>
      )}
    </figure>
  );
}

function InAppPreview({ message }: { message: Of<"in-app"> }) {
  const t = useTranslations("simulation.log");
  return (
    <figure className="mt-2">
      <InAppDrawing message={message} scheme="light" />
      {message.url && (
        <figcaption className="mt-1 truncate text-xs text-muted">
          {t("opens", { url: message.url })}
        </figcaption>
      )}
    </figure>
  );
}

function WebhookPreview({ message }: { message: Of<"webhook"> }) {
  return (
    <figure className="mt-2 overflow-hidden rounded-md border bg-raised shadow-card">
      <figcaption className="border-b px-3 py-2 font-mono text-xs [overflow-wrap:anywhere]">
        <strong>{message.method}</strong> {message.url}
      </figcaption>
      <pre className="max-h-56 overflow-auto p-3 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {pretty(message.body)}
      </pre>
    </figure>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
