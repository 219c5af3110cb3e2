import type { EmailDesign } from "./email-design.ts";

/** A button of a notification; without a link it opens what the notification opens. */
export interface PushButton {
  label: string;
  url: string;
}

/** How much a notification may cost the receiving device's battery (RFC 8030, section 5.3). */
export const pushUrgencies = ["very-low", "low", "normal", "high"] as const;
export type PushUrgency = (typeof pushUrgencies)[number];

/** How a message in the shop's own pages is shown; each of them also stands in the inbox. */
export const inAppDisplays = ["banner", "modal", "inbox"] as const;
export type InAppDisplay = (typeof inAppDisplays)[number];

/** What an action asks the world for; written to the outbox, never done inside a step. */
export type EffectContent =
  | {
      channel: "email";
      subject: string;
      preview: string;
      body: string;
      /** Made of blocks, instead of `body` and the button. */
      design?: EmailDesign;
      /** Written by hand as MJML or HTML, instead of `body` and the button. */
      code?: string;
      /** For mail programs that show text only; without it, it is made from the HTML. */
      text?: string;
      /** The body is the whole message as HTML, without the layout of the app. */
      html?: boolean;
      buttonLabel: string;
      buttonUrl: string;
      transactional: boolean;
      topic: string;
      /** The id of the sender that it comes from; without one, or when that is gone, it is the usual one. */
      from?: string;
      /** The language that it is written in, such as "zh"; absent: the shop's. */
      language?: string;
      /** Addresses of the team: it is a notice about the profile, not a message to it. */
      team?: string[];
    }
  | {
      channel: "web-push";
      title: string;
      body: string;
      url: string;
      icon?: string;
      image?: string;
      buttons?: PushButton[];
      /** How long the push service keeps it for a browser that is closed. */
      ttlHours?: number;
      urgency?: PushUrgency;
      /** It takes the place of an earlier notification of this name. */
      replaces?: string;
      /** The language that it is written in; absent: the shop's. */
      language?: string;
      transactional: boolean;
      topic: string;
    }
  | {
      channel: "sms";
      body: string;
      /** Marketing ends with a line that says how to leave. */
      optOutHint?: boolean;
      /** The language that it is written in; absent: the shop's. */
      language?: string;
      transactional: boolean;
      topic: string;
    }
  | {
      channel: "whatsapp";
      body: string;
      /** The id of a template that WhatsApp has approved, instead of the body; and what stands for {{1}}, {{2}}, … in it. */
      template?: string;
      variables?: string[];
      /** Marketing in a text of the shop's own ends with a line that says how to leave. */
      optOutHint?: boolean;
      /** The language that it is written in; absent: the shop's. */
      language?: string;
      transactional: boolean;
      topic: string;
    }
  | {
      channel: "in-app";
      display: InAppDisplay;
      /** Where a banner stands. */
      position: "top" | "bottom";
      title: string;
      body: string;
      /** Empty: no button. */
      buttonLabel: string;
      url: string;
      image?: string;
      /** For how many days after it was sent it is shown. */
      showDays: number;
      /** The language that it is written in; absent: the shop's. */
      language?: string;
      transactional: boolean;
      topic: string;
    }
  | {
      channel: "webhook";
      method: "POST" | "PUT" | "PATCH" | "GET" | "DELETE";
      url: string;
      headers: Record<string, string>;
      body: string;
      /** How long the receiver may take; absent in messages from before it could be chosen. */
      timeoutSeconds?: number;
      /** Tries in all, the first included. */
      tries?: number;
      /** Under which name the run keeps the answer; empty: it does not. */
      answerName?: string;
      /** It is a notice to the team's chat, whose address is a secret. */
      team?: boolean;
      /** What the receiver knows it by, where it may have got it before: the key of the message that it repeats. */
      webhookId?: string;
    };
