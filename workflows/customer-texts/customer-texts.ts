import type { Channel } from "../node.ts";
import type { CustomerLanguage } from "./customer-language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

type About = (shop: string, messages: string, topic: string) => string;
type Words<K extends string> = Record<K, string>;

/** Everything that customers read of the app itself; each language has a file of its own. */
export interface CustomerTexts {
  /** Names the words of the page of preferences in the log of consents. */
  version: string;
  /** `title` stands alone, `some` within a sentence. */
  channels: Record<Exclude<Channel, "webhook"> | "other", Words<"title" | "some">>;
  footer: Words<"unsubscribe" | "preferences">;
  /** Text messages: how to leave, the answers to STOP, START and HELP, and how to take a STOP back. */
  text: Words<"leave" | "start"> & Record<"left" | "joined" | "help", (shop: string) => string>;
  /** A link that was not made by the shop, or that stands for somebody of whom nothing is kept. */
  link: Words<"title" | "text">;
  unsubscribe: Words<"page" | "ask" | "button" | "done" | "doneBefore" | "again" | "back"> &
    Words<"choose"> &
    Record<"willStop" | "stopped" | "mayCome", About>;
  preferences: Words<"page" | "intro" | "save" | "everything" | "everythingHelp" | "undo" | "undone"> &
    Words<"saved" | "savedNothing" | "savedEverything" | "nowhere"> & {
      title(shop: string): string;
    };
  confirm: Words<"page" | "button" | "confirmed" | "invalid" | "invalidText"> &
    Words<"expired" | "expiredText" | "over" | "overText"> & {
      title(shop: string): string;
      text(shop: string, topic: string, email: string): string;
      confirmedText(shop: string, email: string): string;
      /** The mail that leads to the page; templates, in which `{{ shop.name }}` is filled in. */
      mail: Words<"subject" | "preview" | "body" | "button">;
    };
}

const texts: Record<CustomerLanguage, CustomerTexts> = { en, zh };

export function customerTexts(language: CustomerLanguage): CustomerTexts {
  return texts[language];
}

/** How messages of a channel are called. */
export function channelTexts({ channels }: CustomerTexts, channel: string): Words<"title" | "some"> {
  return isNamed(channels, channel) ? channels[channel] : channels.other;
}

function isNamed<Named extends object>(channels: Named, channel: string): channel is keyof Named & string {
  return Object.hasOwn(channels, channel);
}
