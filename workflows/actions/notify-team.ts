import * as z from "zod/mini";
import type { EffectContent } from "../effect-content.ts";
import { formIssue } from "../form-issue.ts";
import { hostOf } from "../host-of.ts";
import { defineAction } from "../node.ts";
import { type Phrase, phrase } from "../phrase.ts";
import { DEFAULT_TOPIC, sendPorts, settleSend } from "./sending.ts";

const RECIPIENTS_MAX = 20;
const DISCORD_HOSTS = ["discord.com", "discordapp.com"];
const SLACK_HOSTS = ["hooks.slack.com", "hooks.slack-gov.com"];
/** Discord refuses longer texts. */
const DISCORD_TEXT_MAX_CHARS = 2000;

const config = z
  .object({
    via: z
      ._default(z.enum(["email", "chat"]), "email")
      .check(z.meta({ label: "By", options: { email: "Email", chat: "Chat" } })),
    to: z._default(z.string().check(z.trim(), z.maxLength(2000)), "").check(
      z.meta({
        label: "To",
        help: "Addresses of the team, with commas between them.",
        placeholder: "sales@example.com, owner@example.com",
        when: { field: "via", is: ["email"] },
      }),
    ),
    subject: z._default(z.string().check(z.trim(), z.maxLength(300)), "").check(
      z.meta({
        label: "Subject",
        help: "What your colleagues read first in their inbox.",
        control: "template",
        when: { field: "via", is: ["email"] },
      }),
    ),
    url: z._default(z.string().check(z.trim(), z.maxLength(2000)), "").check(
      z.meta({
        label: "Address of the chat",
        help: "The incoming webhook that Slack, Discord, Mattermost or Google Chat made for a channel. Keep it secret: whoever has it can write there.",
        placeholder: "https://hooks.slack.com/services/…",
        when: { field: "via", is: ["chat"] },
      }),
    ),
    message: z.string().check(
      z.trim(),
      z.minLength(1, "Write the message"),
      z.maxLength(10_000),
      z.meta({
        label: "Message",
        help: "Say who it is about and what should be done.",
        control: "long-template",
      }),
    ),
  })
  .check(
    z.superRefine((given, context) => {
      const problem = given.via === "email" ? emailProblem(given) : chatProblem(given.url);
      if (problem) context.addIssue(formIssue([problem.field], problem.message));
    }),
  );
type Config = z.output<typeof config>;

export const notifyTeam = defineAction({
  type: "notify-team",
  label: "Notify the team",
  icon: "megaphone",
  summary: "Tells your team about the person, by email or in a chat.",
  guide:
    "A notice goes out at any hour, needs no consent and counts towards no limit, since it is not written to the customer. An email goes to each address on its own. A chat gets it through the incoming webhook that Slack, Discord, Mattermost or Google Chat makes for a channel. What customers typed into their profile cannot call everybody in Slack or Discord.",
  config,
  sample: {
    to: "team@example.com",
    subject: "A word with {{ profile.name }}",
    message: "{{ profile.name }} has not been with us for a while.",
  },
  // Of a chat's address only the host may be shown: the rest is a secret.
  describe: ({ via, to, url }) =>
    via === "email"
      ? phrase("Email {addresses}", { addresses: addressesIn(to).join(", ") })
      : phrase("Write to {chat}", { chat: hostOf(url) ?? phrase("a chat") }),
  ports: () => sendPorts,
  execute: (given) => ({ kind: "effect", content: given.via === "email" ? email(given) : chat(given) }),
  settle: settleSend,
});

function emailProblem({ to, subject }: Config): { field: keyof Config; message: Phrase } | null {
  const addresses = addressesIn(to);
  if (addresses.length === 0) return { field: "to", message: phrase("Enter an address of the team") };
  if (addresses.length > RECIPIENTS_MAX)
    return { field: "to", message: phrase("At most {max} addresses", { max: RECIPIENTS_MAX }) };
  const wrong = addresses.find((address) => !z.email().safeParse(address).success);
  if (wrong !== undefined)
    return { field: "to", message: phrase("“{address}” is not an email address", { address: wrong }) };
  return subject === "" ? { field: "subject", message: phrase("Write a subject") } : null;
}

function chatProblem(url: string): { field: keyof Config; message: Phrase } | null {
  const isUsable = URL.canParse(url) && new URL(url).protocol === "https:";
  return isUsable ? null : { field: "url", message: phrase("Enter an address that starts with https://") };
}

export function addressesIn(text: string): string[] {
  const addresses = text.split(/[,;\s]+/).filter((address) => address !== "");
  return [...new Set(addresses)];
}

function email({ to, subject, message }: Config): EffectContent {
  return {
    channel: "email",
    subject,
    preview: "",
    body: message,
    buttonLabel: "",
    buttonUrl: "",
    transactional: true,
    topic: DEFAULT_TOPIC,
    team: addressesIn(to),
  };
}

function chat({ url, message }: Config): EffectContent {
  return {
    channel: "webhook",
    method: "POST",
    url,
    headers: {},
    body: chatBody(new URL(url).hostname, message),
    team: true,
  };
}

/**
 * JSON around a message that is itself a template: it is written first and then quoted as a whole. What a customer put
 * into a profile must not call a whole channel: Slack reads such calls from angle brackets, Discord can be told not to.
 */
function chatBody(host: string, message: string): string {
  const written = `{% capture notice %}${message}{% endcapture %}`;
  if (DISCORD_HOSTS.some((known) => host === known || host.endsWith(`.${known}`))) {
    const text = `{{ notice | strip | truncate: ${DISCORD_TEXT_MAX_CHARS} | json }}`;
    return `${written}{"content": ${text}, "allowed_mentions": {"parse": []}}`;
  }
  const escaped = SLACK_HOSTS.includes(host)
    ? ' | replace: "&", "&amp;" | replace: "<", "&lt;" | replace: ">", "&gt;"'
    : "";
  return `${written}{"text": {{ notice | strip${escaped} | json }}}`;
}
