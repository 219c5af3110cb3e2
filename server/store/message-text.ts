import { maskAddress } from "#workflows/mask.ts";
import type { EffectContent } from "#workflows/node.ts";
import type { Message } from "./messages.ts";

/** One line that tells a message from others: its subject as the customer got it, else as the workflow has it. */
export function messageText({ rendered, content }: Pick<Message, "rendered" | "content">): string {
  const shown = rendered ?? content;
  switch (shown.channel) {
    case "email":
      return shown.subject;
    case "web-push":
      return shown.title;
    case "sms":
      return shown.body;
    case "whatsapp":
      return shown.body || (shown.template ?? "");
    case "in-app":
      return shown.title || shown.body;
    case "webhook":
      return `${shown.method} ${isTeamChat(content) ? maskAddress(shown.url) : shown.url}`;
  }
}

/** Where a message goes, as everybody may see it: whoever knows the address of the team's chat can write there. */
export function shownEndpoint({ endpoint, content }: Pick<Message, "endpoint" | "content">): string {
  return isTeamChat(content) ? maskAddress(endpoint) : endpoint;
}

function isTeamChat(content: EffectContent): boolean {
  return content.channel === "webhook" && content.team === true;
}
