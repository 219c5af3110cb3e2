import { escapeHtml } from "#server/delivery/escape-html.ts";

/** What a service is to write back, in the XML that it reads; null for nothing. */
export function twiml(answer: string | null): string {
  const message = answer === null ? "" : `<Message>${escapeHtml(answer.replace(/\p{Cc}/gu, " "))}</Message>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${message}</Response>`;
}
