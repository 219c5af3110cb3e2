import type { PushButton } from "#workflows/effect-content.ts";
import { webAddress } from "./web-address.ts";

/** Shown when a message carries no title, since browsers insist on a visible notification. */
const FALLBACK_TITLE = "Something new for you";

/** What is kept with a notification for when it is pressed. */
interface Links {
  url: string;
  /** Of its buttons, in their order. */
  links: string[];
}

/** What `showNotification` takes; the compiler knows only what all browsers have. */
export interface Shown {
  title: string;
  options: {
    body: string;
    tag: string;
    renotify?: boolean;
    icon?: string;
    image?: string;
    actions?: { action: string; title: string }[];
    data: Links;
  };
}

type PushData = { json(): unknown; text(): string } | null;

/** What to show for a message; of one that cannot be read, or of another shape, only what is text is taken. */
export function readNotification(data: PushData, origin: string): Shown {
  const message = readMessage(data);
  const text = (name: string) => textOf(message[name]);
  const [icon, image] = [webAddress(text("icon"), origin), webAddress(text("image"), origin)];
  const buttons = readButtons(message.buttons);
  return {
    title: text("title") || FALLBACK_TITLE,
    options: {
      body: text("body"),
      // The same message delivered again replaces the one on screen.
      tag: text("tag"),
      // Browsers refuse it without a tag.
      ...(message.renotify === true && text("tag") && { renotify: true }),
      ...(icon && { icon }),
      ...(image && { image }),
      ...(buttons.length > 0 && {
        actions: buttons.map(({ label }, index) => ({ action: String(index), title: label })),
      }),
      data: { url: text("url"), links: buttons.map(({ url }) => url) },
    },
  };
}

/** Where a press leads: `action` is the button's, empty for the notification itself. Null: nowhere. */
export function linkOf(data: unknown, action: string, origin: string): string | null {
  const { url, links } = (data ?? {}) as Partial<Links>;
  const ofButton = action === "" ? "" : textOf(links?.[Number(action)]);
  return webAddress(ofButton || textOf(url), origin);
}

function readMessage(data: PushData): Record<string, unknown> {
  try {
    return (data?.json() ?? {}) as Record<string, unknown>;
  } catch {
    return { body: data?.text() };
  }
}

function readButtons(value: unknown): PushButton[] {
  if (!Array.isArray(value)) return [];
  return value
    .map((button) => ({ label: textOf(button?.label), url: textOf(button?.url) }))
    .filter(({ label }) => label !== "");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
