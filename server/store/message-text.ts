import { eq, inArray, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { maskAddress } from "#workflows/mask.ts";
import type { Channel } from "#workflows/node.ts";
import type { Message } from "./messages.ts";

/** One line that tells a message from others: its subject as the customer got it, else as the workflow has it. */
export function messageText({ rendered, content }: Pick<Message, "rendered" | "content">): string {
  return lineOf({ ...(rendered ?? content), toTeam: isTeamChat(content) });
}

/** What the one line of a message is made of, as far as its channel has it. */
interface LineParts {
  channel: Channel;
  subject?: string | null;
  title?: string | null;
  body?: string | null;
  template?: string | null;
  method?: string | null;
  url?: string | null;
  /** It goes to the team's chat. */
  toTeam: boolean;
}

/** The same line, of a message of which no more was read than `linePartsOf` names. */
export function lineOf({ channel, subject, title, body, template, method, url, toTeam }: LineParts): string {
  switch (channel) {
    case "email":
      return subject ?? "";
    case "web-push":
      return title ?? "";
    case "sms":
      return body ?? "";
    case "whatsapp":
      return body || (template ?? "");
    case "in-app":
      return title || (body ?? "");
    case "webhook":
      return `${method} ${toTeam ? maskAddress(url ?? "") : url}`;
  }
}

/** What its line is made of, read out of a message where it is stored: an email itself may be as long as a book. */
export function linePartsOf(messages: Tables["messages"]) {
  const { channel, rendered, content } = messages;
  const part = (name: string, channels: Channel[]) => {
    const key = sql.raw(`'${name}'`);
    const read = sql`coalesce(${rendered} ->> ${key}, ${content} ->> ${key})`;
    return sql<string | null>`case when ${inArray(channel, channels)} then ${read} end`;
  };
  return {
    channel,
    subject: part("subject", ["email"]),
    title: part("title", ["web-push", "in-app"]),
    body: part("body", ["sms", "whatsapp", "in-app"]),
    template: part("template", ["whatsapp"]),
    method: part("method", ["webhook"]),
    url: part("url", ["webhook"]),
    toTeam: sql`(${eq(channel, "webhook")} and ${content} ->> 'team' is not null)`.mapWith(Boolean),
  };
}

/** Where a message goes, as everybody may see it: whoever knows the address of the team's chat can write there. */
export function shownEndpoint({ endpoint, content }: Pick<Message, "endpoint" | "content">): string {
  return isTeamChat(content) ? maskAddress(endpoint) : endpoint;
}

function isTeamChat(content: EffectContent): boolean {
  return content.channel === "webhook" && content.team === true;
}
