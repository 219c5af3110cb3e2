import type { RenderedMessage } from "#drizzle/tables.ts";
import { PUSH_TTL_DEFAULT_HOURS } from "#workflows/actions/push-options.ts";
import type { EffectContent, PushButton, PushUrgency } from "#workflows/effect-content.ts";
import { type FilledPhrase, phrase } from "#workflows/phrase.ts";
import { fillIn } from "./fill-templates.ts";
import type { SendJob } from "./job.ts";
import { knownSites } from "./known-sites.ts";
import type { OutcomeValues } from "./outcome.ts";
import { ADDRESS_SHOWN_MAX_CHARS, isPageAddress, pictureAddress } from "./page-addresses.ts";
import { clickLink } from "./tracked-links.ts";
import { withUtm } from "./utm.ts";
import { pushTopic, tooLong } from "./web-push.ts";

/** What the push service needs beside the browser's own keys. */
export interface PushParts {
  /** JSON for the service worker: see `PushPayload`. */
  payload: string;
  ttlSeconds: number;
  urgency: PushUrgency;
  /** Null: it takes no other's place. */
  topic: string | null;
}

/** What the service worker shows; empty parts are left out. */
export interface PushPayload {
  title: string;
  body: string;
  url: string;
  /** Of two notifications with the same one, the newer takes the place of the older. */
  tag: string;
  /** It takes the place of another one, so the device makes itself heard again. */
  renotify?: true;
  icon?: string;
  image?: string;
  buttons?: PushButton[];
}

type PushContent = Extract<EffectContent, { channel: "web-push" }>;
type Problem = { kind: "error"; code: string; values: OutcomeValues };
type RenderedPush = Extract<RenderedMessage, { channel: "web-push" }>;

/** Writes a notification for one person. One that is broken or too large is not written at all: nothing is cut off. */
export function renderWebPush(
  job: SendJob,
  content: PushContent,
): ({ kind: "web-push"; rendered: RenderedPush } & PushParts) | Problem {
  const { title, body, url, icon = "", image = "", replaces = "" } = content;
  const filled = fillIn({ title, body, url, icon, image, replaces }, job.data);
  if (filled.kind === "error") return filled;
  const buttons = fillButtons(content.buttons ?? [], job.data);
  if ("kind" in buttons) return buttons;
  const text = trimmed(filled.text);
  const problem = findProblem(text, buttons);
  if (problem) return problem;

  const { ttlHours = PUSH_TTL_DEFAULT_HOURS, urgency = "normal" } = content;
  const topic = text.replaces ? pushTopic(text.replaces) : null;
  const picture = (address: string) => pictureAddress(address, job.sender.publicUrl);
  const pictures = {
    ...(text.icon && { icon: picture(text.icon) }),
    ...(text.image && { image: picture(text.image) }),
  };
  const goal = (link: string) => (job.utm ? withUtm(job.utm, link) : link);
  const written = (links: Links) => {
    const payload: PushPayload = {
      ...{ title: text.title, body: text.body, url: links.main(text.url), tag: topic ?? job.key },
      ...(topic && { renotify: true }),
      ...pictures,
      ...withButtons(buttons, links.button),
    };
    return JSON.stringify(payload);
  };
  // A click that is not noted is better than a notification that does not come.
  const tries = waysToLink(job, content, goal).map(written);
  const json = tries.find((payload) => !tooLong(payload)) ?? tries.at(-1)!;
  const excess = tooLong(json);
  if (excess) return { kind: "error", ...excess };
  const rendered: RenderedPush = {
    ...{ channel: "web-push", title: text.title, body: text.body, url: goal(text.url), ttlHours, urgency },
    ...pictures,
    ...withButtons(buttons, goal),
    ...(text.replaces && { replaces: text.replaces }),
  };
  return { kind: "web-push", payload: json, ttlSeconds: ttlHours * 3600, urgency, topic, rendered };
}

interface Links {
  main(url: string): string;
  button(url: string): string;
}

/** With each click noted, with those on the notification itself alone, and with none: from the longest to the shortest. */
function waysToLink({ tracking, sender }: SendJob, content: PushContent, goal: Links["main"]): Links[] {
  const plain = { main: goal, button: goal };
  if (!tracking) return [plain];
  const isKnown = knownSites(content, sender);
  const told = (link: string) => (isKnown(link) ? clickLink(tracking, goal(link)) : goal(link));
  return [{ main: told, button: told }, { main: told, button: goal }, plain];
}

function fillButtons(buttons: PushButton[], data: Record<string, unknown>): PushButton[] | Problem {
  const written: PushButton[] = [];
  for (const { label, url } of buttons) {
    const filled = fillIn({ label, url }, data);
    if (filled.kind === "error") return filled;
    written.push(trimmed(filled.text));
  }
  return written;
}

function trimmed<K extends string>(text: Record<K, string>): Record<K, string> {
  const entries = Object.entries<string>(text).map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(entries) as Record<K, string>;
}

type Written = Record<"title" | "url" | "icon" | "image", string>;

/** What is broken now that the values are in. A title or a label that is empty would show words that nobody chose. */
function findProblem({ title, url, icon, image }: Written, buttons: PushButton[]): Problem | null {
  if (title === "") return { kind: "error", code: "push.no-title", values: {} };
  const nameless = buttons.findIndex(({ label }) => label === "");
  if (nameless >= 0) return { kind: "error", code: "push.no-label", values: { number: nameless + 1 } };
  const addresses = [
    [phrase("link"), url],
    [phrase("icon"), icon],
    [phrase("picture"), image],
    ...buttons.map((button, index) => [phrase("link of button {number}", { number: index + 1 }), button.url]),
  ] as [FilledPhrase, string][];
  const wrong = addresses.find(([, address]) => !isPageAddress(address));
  if (!wrong) return null;
  const [part, address] = wrong;
  return {
    kind: "error",
    code: "push.bad-link",
    values: { part, address: address.slice(0, ADDRESS_SHOWN_MAX_CHARS) },
  };
}

function withButtons(buttons: PushButton[], link: (url: string) => string): { buttons?: PushButton[] } {
  if (buttons.length === 0) return {};
  return { buttons: buttons.map(({ label, url }) => ({ label, url: link(url) })) };
}
