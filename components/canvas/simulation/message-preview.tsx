"use client";

import { Bell } from "lucide-react";
import type { SimulatedMessage } from "#components/workflows/outputs.ts";

/** A message as the customer, or the receiving program, would see it. */
export function MessagePreview({ message }: { message: SimulatedMessage }) {
  switch (message.channel) {
    case "email":
      return <EmailPreview message={message} />;
    case "web-push":
      return <PushPreview message={message} />;
    case "webhook":
      return <WebhookPreview message={message} />;
  }
}

type Of<Channel extends SimulatedMessage["channel"]> = Extract<SimulatedMessage, { channel: Channel }>;

function EmailPreview({ message }: { message: Of<"email"> }) {
  return (
    <figure className="mt-2 overflow-hidden rounded-md border bg-raised shadow-card">
      <figcaption className="border-b px-3 py-2 text-sm">
        <span className="block truncate font-medium">{message.subject}</span>
        <span className="block truncate text-xs text-muted">To {message.to}</span>
      </figcaption>
      {/* The message is the owner's own HTML with the customer's data in it: shown, never run. */}
      <iframe
        sandbox=""
        srcDoc={message.html}
        title={`Email “${message.subject}”`}
        className="block h-72 w-full bg-white"
      />
    </figure>
  );
}

function PushPreview({ message }: { message: Of<"web-push"> }) {
  return (
    <figure
      className="mt-2 flex items-start gap-3 rounded-lg border bg-raised p-3 shadow-pop"
      aria-label="Notification"
    >
      <span
        aria-hidden="true"
        className="flex size-9 shrink-0 items-center justify-center rounded-md bg-ember text-on-ember [&_svg]:size-4.5"
      >
        <Bell />
      </span>
      <div className="min-w-0 text-sm">
        <p className="font-medium [overflow-wrap:anywhere]">{message.title}</p>
        {message.body && <p className="text-muted [overflow-wrap:anywhere]">{message.body}</p>}
        {message.url && <p className="mt-1 truncate text-xs text-muted">Opens {message.url}</p>}
      </div>
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
