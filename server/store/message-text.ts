import type { Message } from "./messages.ts";

/** One line that tells a message from others: its subject as the customer got it, else as the workflow has it. */
export function messageText({ rendered, content }: Pick<Message, "rendered" | "content">): string {
  const shown = rendered ?? content;
  switch (shown.channel) {
    case "email":
      return shown.subject;
    case "web-push":
      return shown.title;
    case "webhook":
      return `${shown.method} ${shown.url}`;
  }
}
